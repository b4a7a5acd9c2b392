/** Version that the connector reports; a test keeps it equal to package.json. */
export const CONNECTOR_VERSION = "0.1.0";
