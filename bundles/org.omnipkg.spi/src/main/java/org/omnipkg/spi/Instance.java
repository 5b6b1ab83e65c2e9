package org.omnipkg.spi;

import java.util.Map;

/**
 * A tree made of another stored tree and links to its neighbours on the same shelf: one package
 * beside what it needs, as Node looks for it. Shared by every environment whose closure gives the
 * same key.
 *
 * @param node id of the node it stands for
 * @param key directory name under {@code store/<shelf>/}; must name everything the instance depends
 *     on, its links included
 * @param at where the files of the node's own tree lie in it, relative, {@code /}-separated
 * @param links relative path to literal target; targets are relative and lead to other instances of
 *     the same shelf ({@code ../../<key>/…}) or into this one
 */
public record Instance(String node, String key, String at, Map<String, String> links) {
  public Instance {
    links = Map.copyOf(links);
  }
}
