package org.omnipkg.model;

/**
 * One exact version of a package.
 *
 * @param version spelled as the registry spells it
 * @param variant a further axis of identity, such as a gem's platform; empty when there is none
 */
public record Pin(PackageName name, String version, String variant) {
  public Pin(PackageName name, String version) {
    this(name, version, "");
  }

  @Override
  public String toString() {
    return name + "@" + version + (variant.isEmpty() ? "" : "-" + variant);
  }
}
