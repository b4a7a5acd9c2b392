/** In: the id of a group. Out: the address of its keys in the list of keys. */
export const keysHref = (groupId: string) => `/provisioning-keys?filter=group:any:${groupId}`;

/** In: the id of a group. Out: the address of its connectors in the list of connectors. */
export const connectorsHref = (groupId: string) => `/connectors?filter=group:any:${groupId}`;
