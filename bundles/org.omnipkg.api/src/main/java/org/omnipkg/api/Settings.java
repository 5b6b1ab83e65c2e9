package org.omnipkg.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** {@code config}: flag > environment variable > project file > configuration file > default. */
@ProviderType
public interface Settings {
  /** All keys, with the value in force and where it comes from. */
  List<Setting> list(Caller caller);

  /** One key; refuses an unknown one with {@code config.unknown-key}. */
  Setting get(Caller caller, String key);

  /** Writes the configuration file; checks the value first. */
  Setting set(Caller caller, String key, String value);

  /** Removes the key from the configuration file. */
  Setting unset(Caller caller, String key);

  /**
   * A key.
   *
   * @param origin {@code default}, {@code config.toml}, {@code omnipkg.toml} or {@code environment}
   * @param description one line
   */
  record Setting(String key, String value, String origin, String description) {}
}
