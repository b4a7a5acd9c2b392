import { PLACES } from "./places";
import { quoteYaml } from "./quote";
import { makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { writeProgramUrl } from "./shell-steps";
import { SYSTEMD_RUN_UNIT, SYSTEMD_UNIT } from "./systemd-unit";

function writeUnitTask(path: string, unit: string): string {
  return `      ansible.builtin.copy:
        dest: ${path}
        mode: "0644"
        content: |
${unit.trimEnd().replace(/^(?=.)/gm, "          ")}
`;
}

function writePlaybook(facts: RecipeFacts): string {
  const { user, service, runService, program, keyFolder, keyFile, state, certificate } = PLACES;
  return `- name: Enroll App Connectors
  hosts: app_connectors
  become: true
  gather_facts: false
  vars_prompt:
    # Not asked for when it is given from a vault: --extra-vars @vault.yaml
    - name: latchkey_provisioning_key
      prompt: Provisioning key
      private: true
  tasks:
    - name: Add the user
      ansible.builtin.user:
        name: ${user}
        system: true
        create_home: false
        home: ${state}
        shell: /usr/sbin/nologin

    - name: Make the folders
      ansible.builtin.file:
        path: "{{ item.path }}"
        state: directory
        owner: "{{ item.owner }}"
        group: "{{ item.owner }}"
        mode: "{{ item.mode }}"
      loop:
        - { path: ${program.slice(0, program.lastIndexOf("/"))}, owner: root, mode: "0755" }
        - { path: ${keyFolder}, owner: ${user}, mode: "0700" }

    - name: Download the connector
      ansible.builtin.get_url:
        url: ${quoteYaml(writeProgramUrl(facts))}
        dest: ${program}
        mode: "0644"
        checksum: ${quoteYaml(`sha256:${facts.connectorSha256}`)}
        # Safe here: the machine does not know the gateway's Root yet, so the file is trusted for its SHA-256 alone.
        validate_certs: false

    - name: Put the unit that enrolls in place
${writeUnitTask(PLACES.unit, SYSTEMD_UNIT)}
    - name: Put the unit that runs in place
${writeUnitTask(PLACES.runUnit, SYSTEMD_RUN_UNIT)}
    - name: Put the key in place
      ansible.builtin.copy:
        dest: ${keyFile}
        content: "{{ latchkey_provisioning_key }}\\n"
        owner: ${user}
        group: ${user}
        mode: "0600"
      no_log: true
      diff: false

    - name: Enroll
      ansible.builtin.systemd:
        name: ${service}
        daemon_reload: true
        enabled: true
        state: started

    - name: Run it
      ansible.builtin.systemd:
        name: ${runService}
        enabled: true
        state: started

    - name: See whether it waits for approval
      ansible.builtin.stat:
        path: ${certificate}
      register: latchkey_certificate

    # One that waits for approval still needs it.
    - name: Remove the key
      ansible.builtin.file:
        path: ${keyFile}
        state: absent
      when: latchkey_certificate.stat.exists
`;
}

/** In: facts. Out: the recipe for Ansible. */
export function makeAnsible(facts: RecipeFacts): Recipe {
  return {
    platform: "ansible",
    label: "Ansible",
    steps: [
      {
        title: "Save the playbook",
        text: "The machines need systemd and Node.js 20.19 or newer. The key is not in the playbook.",
        blocks: [makeBlock("yaml", writePlaybook(facts), "latchkey-connector.yaml")],
      },
      {
        title: "Run it",
        text: "It asks for the key without showing it. A connector that holds a valid certificate costs no use.",
        asksForKey: true,
        blocks: [makeBlock("sh", "ansible-playbook -i inventory.ini latchkey-connector.yaml")],
      },
    ],
  };
}
