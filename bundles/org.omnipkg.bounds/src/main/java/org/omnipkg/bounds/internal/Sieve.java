package org.omnipkg.bounds.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.bounds.Bounds;
import org.omnipkg.model.Condition;
import org.osgi.framework.BundleReference;

/**
 * Lets of an answer only values through: no nulls, no collections that others may still change or
 * that run code when they are read, no objects of the bundle's own, and no more than anybody needs.
 */
final class Sieve {
  private static final int MOST_VALUES = 5_000_000;
  private static final long MOST_TEXT = 256L << 20;
  private static final int DEEPEST = 1_000;

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private final Neighbour neighbour;
  private final Bounds.Passage passage;
  private int values;
  private long text;
  private int depth;

  /** How a record is taken apart and put together. */
  private record Shape(List<String> names, List<Method> parts, Constructor<?> whole) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      try {
        return new Shape(
            Arrays.stream(components).map(RecordComponent::getName).toList(),
            Arrays.stream(components).map(RecordComponent::getAccessor).toList(),
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Sieve(Neighbour neighbour, Bounds.Passage passage) {
    this.neighbour = neighbour;
    this.passage = passage;
  }

  /** The same, or what it says put together anew. */
  Object clean(@Nullable Object value) {
    if (value == null) {
      throw new Nonsense("there is a null in it");
    }
    if (++values > MOST_VALUES) {
      throw new Nonsense("it has more than " + MOST_VALUES + " values");
    }
    if (value instanceof String string) {
      return measured(string);
    }
    if (depth++ > DEEPEST) {
      throw new Nonsense("it is nested more than " + DEEPEST + " deep");
    }
    try {
      return inner(value);
    } finally {
      depth--;
    }
  }

  private String measured(String string) {
    text += string.length();
    if (text > MOST_TEXT) {
      throw new Nonsense("it has more than " + (MOST_TEXT >> 20) + " million characters");
    }
    return string;
  }

  private Object inner(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? optional : kept(optional, optional.get());
    }
    if (value instanceof BitSet bits) {
      return bits.getClass() == BitSet.class ? bits.clone() : BitSet.valueOf(bits.toLongArray());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Collection<?> collection) {
      return collection(collection);
    }
    if (value instanceof Condition condition) {
      return houses(value.getClass()) ? value : condition(condition);
    }
    if (value instanceof Path path && path.getFileSystem() != FileSystems.getDefault()) {
      throw new Nonsense("a path in it is in no ordinary file system");
    }
    if (!houses(value.getClass())) {
      throw new Nonsense("an object in it is of a class of its own, " + value.getClass().getName());
    }
    return value instanceof Record record ? record(record) : value;
  }

  private Object kept(Optional<?> optional, Object inside) {
    Object clean = clean(inside);
    return clean == inside ? optional : Optional.of(clean);
  }

  private Object map(Map<?, ?> map) {
    Map<Object, Object> copy = new LinkedHashMap<>();
    boolean same = unchangeable(map);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = clean(entry.getKey());
      Object item = clean(entry.getValue());
      same &= key == entry.getKey() && item == entry.getValue();
      copy.put(key, item);
    }
    return same ? map : Collections.unmodifiableMap(copy);
  }

  private Object collection(Collection<?> collection) {
    Collection<Object> copy = collection instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
    boolean same = unchangeable(collection);
    for (Object item : collection) {
      Object clean = clean(item);
      same &= clean == item;
      copy.add(clean);
    }
    if (same) {
      return collection;
    }
    return copy instanceof Set<Object> set
        ? Collections.unmodifiableSet(set)
        : Collections.unmodifiableList((List<Object>) copy);
  }

  private static boolean unchangeable(Object collection) {
    return collection.getClass().getName().startsWith("java.util.ImmutableCollections$");
  }

  private Object record(Record record) {
    Shape shape = SHAPES.get(record.getClass());
    Object[] parts = new Object[shape.parts().size()];
    boolean same = true;
    try {
      for (int i = 0; i < parts.length; i++) {
        Object part = shape.parts().get(i).invoke(record);
        if (part == null) {
          throw new Nonsense(
              "`"
                  + shape.names().get(i)
                  + "` of a "
                  + record.getClass().getSimpleName()
                  + " is null");
        }
        parts[i] = clean(part);
        same &= parts[i] == part || part instanceof Number || part instanceof Boolean;
      }
      return same ? record : shape.whole().newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new Nonsense(record.getClass().getSimpleName() + " cannot be read: " + e);
    }
  }

  /** Its text is what it is: asked once, and compared by. */
  private Condition condition(Condition condition) {
    String source = measured(String.valueOf(condition));
    return new Term(
        Standin.of(
            Condition.class,
            "`" + (source.length() > 40 ? source.substring(0, 40) + "…" : source) + "`",
            condition,
            null,
            neighbour,
            passage),
        source);
  }

  private static boolean houses(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null
        || loader == ClassLoader.getPlatformClassLoader()
        || loader == Bounds.class.getClassLoader()
        || loader == Condition.class.getClassLoader()
        || loader instanceof BundleReference reference && !Bounds.added(reference.getBundle());
  }
}
