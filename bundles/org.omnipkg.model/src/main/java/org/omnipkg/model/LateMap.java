package org.omnipkg.model;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An unchangeable map whose values are made when they are looked at, for facts of which few are.
 * Keys are searched one by one. Records of this package keep it as it is.
 */
public final class LateMap<K, V> extends AbstractMap<K, V> {
  private final List<K> keys;
  private final Function<K, V> making;
  private final Map<Object, V> made = new ConcurrentHashMap<>(2);

  /**
   * @param keys each once
   * @param making gives the same each time; two threads may both ask it
   */
  public LateMap(List<K> keys, Function<K, V> making) {
    this.keys = keys;
    this.making = making;
  }

  static <K, V> Map<K, V> copy(Map<K, V> map) {
    return map instanceof LateMap ? map : Map.copyOf(map);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    if (key == null) {
      return null;
    }
    V known = made.get(key);
    int at = known == null ? keys.indexOf(key) : -1;
    if (at >= 0) {
      known = making.apply(keys.get(at));
      made.put(key, known);
    }
    return known;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key != null && (made.containsKey(key) || keys.contains(key));
  }

  @Override
  public int size() {
    return keys.size();
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    Map<K, V> all = new LinkedHashMap<>();
    for (K key : keys) {
      all.put(key, making.apply(key));
    }
    return Map.copyOf(all).entrySet();
  }
}
