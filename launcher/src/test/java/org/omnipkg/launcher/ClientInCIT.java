package org.omnipkg.launcher;

/** The program compiled for this machine, as it ships. */
class ClientInCIT extends ClientLaws {
  @Override
  Run choose(Run run) {
    return run;
  }
}
