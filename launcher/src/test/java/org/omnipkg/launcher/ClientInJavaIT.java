package org.omnipkg.launcher;

/** What serves where no program was compiled. */
class ClientInJavaIT extends ClientLaws {
  @Override
  Run choose(Run run) {
    return run.inJava(distribution);
  }
}
