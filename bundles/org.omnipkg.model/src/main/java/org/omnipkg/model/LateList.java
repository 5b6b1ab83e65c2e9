package org.omnipkg.model;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An unchangeable list that is made when it is looked at first, for facts that are seldom looked at
 * and many. Records of this package keep it as it is.
 */
public final class LateList<T> extends AbstractList<T> {
  private final Supplier<List<T>> making;
  private volatile @Nullable List<T> made;

  /**
   * @param making gives the same each time; two threads may both ask it
   */
  public LateList(Supplier<List<T>> making) {
    this.making = making;
  }

  static <T> List<T> copy(List<T> list) {
    return list instanceof LateList ? list : List.copyOf(list);
  }

  private List<T> made() {
    List<T> known = made;
    if (known == null) {
      known = List.copyOf(making.get());
      made = known;
    }
    return known;
  }

  @Override
  public T get(int index) {
    return made().get(index);
  }

  @Override
  public int size() {
    return made().size();
  }
}
