package org.omnipkg.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The flows that change or show what an environment holds. Refusals are thrown. */
@ProviderType
public interface Packages {
  Receipt install(Caller caller, InstallRequest request);

  Receipt uninstall(Caller caller, UninstallRequest request);

  Receipt swap(Caller caller, SwapRequest request);

  /** Packages by ecosystem and name; refuses an environment that does not exist. */
  List<Installed> list(Caller caller, String environment);

  /**
   * A package of an environment.
   *
   * @param active whether it is the version code sees
   * @param requested whether the user asked for it by name
   * @param editable the folder it runs from, when it was installed in editable form; else empty
   * @param aliases other names than its own that the user's words install it under
   */
  record Installed(
      String ecosystem,
      String name,
      String version,
      boolean active,
      boolean requested,
      String purl,
      String editable,
      List<String> aliases) {
    public Installed {
      aliases = List.copyOf(aliases);
    }

    /** One that goes by its own name. */
    public Installed(
        String ecosystem,
        String name,
        String version,
        boolean active,
        boolean requested,
        String purl,
        String editable) {
      this(ecosystem, name, version, active, requested, purl, editable, List.of());
    }

    /** One that is in the store. */
    public Installed(
        String ecosystem,
        String name,
        String version,
        boolean active,
        boolean requested,
        String purl) {
      this(ecosystem, name, version, active, requested, purl, "");
    }
  }
}
