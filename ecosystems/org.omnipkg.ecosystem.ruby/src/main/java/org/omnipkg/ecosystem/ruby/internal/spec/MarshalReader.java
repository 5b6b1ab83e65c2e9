package org.omnipkg.ecosystem.ruby.internal.spec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of Ruby's Marshal format (4.8) that the older index is written in. Makes lists,
 * maps, strings, numbers and {@link Made}; nothing of Ruby's classes comes alive.
 */
public final class MarshalReader {
  private static final int DEEPEST = 64;
  private static final int MOST = 4_000_000;
  private static final Object PENDING = new Object();

  private final byte[] bytes;
  private final List<String> symbols = new ArrayList<>();
  private final List<@Nullable Object> objects = new ArrayList<>();
  private int at;
  private int made;
  private int depth;

  /**
   * An object of a class.
   *
   * @param content its fields as a map, what it marshals itself to, or the bytes it dumped
   */
  public record Made(String type, @Nullable Object content) {}

  /** Bytes that an object dumped itself to. */
  public record Dump(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Dump dump && java.util.Arrays.equals(bytes, dump.bytes);
    }

    @Override
    public int hashCode() {
      return java.util.Arrays.hashCode(bytes);
    }
  }

  private MarshalReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public static @Nullable Object read(byte[] bytes) throws Unreadable {
    MarshalReader reader = new MarshalReader(bytes);
    if (bytes.length < 3 || bytes[0] != 4 || bytes[1] > 8) {
      throw new Unreadable("no Marshal data of version 4.8");
    }
    reader.at = 2;
    return reader.value();
  }

  private @Nullable Object value() throws Unreadable {
    if (++depth > DEEPEST || ++made > MOST) {
      throw new Unreadable("Marshal data that is too deep or too large");
    }
    try {
      return value(next());
    } finally {
      depth--;
    }
  }

  private @Nullable Object value(int type) throws Unreadable {
    return switch (type) {
      case '0' -> null;
      case 'T' -> Boolean.TRUE;
      case 'F' -> Boolean.FALSE;
      case 'i' -> (long) number();
      case ':' -> newSymbol();
      case ';' -> entry(symbols, number());
      case '@' -> entry(objects, number());
      case 'I' -> withVariables();
      case '"' -> keep(text(chunk()));
      case 'f' -> keep(text(chunk()));
      case 'l' -> keep(big());
      case '[' -> list();
      case '{', '}' -> map(type == '}');
      case 'o' -> object();
      case 'U' -> marshalled();
      case 'u' -> dumped();
      case 'e' -> extended();
      case 'C' -> subclassed();
      default -> throw new Unreadable("Marshal data of an unknown kind");
    };
  }

  private int next() throws Unreadable {
    if (at >= bytes.length) {
      throw new Unreadable("Marshal data that ends early");
    }
    return bytes[at++] & 0xff;
  }

  /** Small numbers in one byte, larger ones in up to four after their count. */
  private int number() throws Unreadable {
    int first = (byte) next();
    if (first == 0) {
      return 0;
    }
    if (first > 4) {
      return first - 5;
    }
    if (first < -4) {
      return first + 5;
    }
    int count = Math.abs(first);
    int value = first > 0 ? 0 : -1;
    for (int i = 0; i < count; i++) {
      value &= ~(0xff << (8 * i));
      value |= next() << (8 * i);
    }
    return value;
  }

  private int size() throws Unreadable {
    int size = number();
    if (size < 0 || size > bytes.length - at) {
      throw new Unreadable("Marshal data that promises more than there is");
    }
    return size;
  }

  private byte[] chunk() throws Unreadable {
    int size = size();
    byte[] chunk = java.util.Arrays.copyOfRange(bytes, at, at + size);
    at += size;
    return chunk;
  }

  private static String text(byte[] chunk) {
    return new String(chunk, StandardCharsets.UTF_8);
  }

  private BigInteger big() throws Unreadable {
    boolean negative = next() == '-';
    int size = number() * 2;
    if (size < 0 || size > bytes.length - at) {
      throw new Unreadable("Marshal data that promises more than there is");
    }
    byte[] magnitude = new byte[size];
    for (int i = 0; i < size; i++) {
      magnitude[size - 1 - i] = bytes[at++];
    }
    BigInteger value = new BigInteger(1, magnitude);
    return negative ? value.negate() : value;
  }

  private String newSymbol() throws Unreadable {
    String symbol = text(chunk());
    symbols.add(symbol);
    return symbol;
  }

  private String symbol() throws Unreadable {
    Object value = value();
    if (!(value instanceof String symbol)) {
      throw new Unreadable("Marshal data without the name of a class");
    }
    return symbol;
  }

  private static @Nullable Object entry(List<? extends @Nullable Object> list, int index)
      throws Unreadable {
    if (index < 0 || index >= list.size() || list.get(index) == PENDING) {
      throw new Unreadable("Marshal data that refers to nothing");
    }
    return list.get(index);
  }

  private Object keep(Object value) {
    objects.add(value);
    return value;
  }

  private int reserve() {
    objects.add(PENDING);
    return objects.size() - 1;
  }

  /** A string and its encoding, mostly; what is said of it besides is passed over. */
  private @Nullable Object withVariables() throws Unreadable {
    int type = next();
    Object value;
    if (type == ':') {
      value = newSymbol();
    } else if (type == 'u') {
      return dumped(true);
    } else {
      value = value(type);
    }
    variables();
    return value;
  }

  private Map<String, @Nullable Object> variables() throws Unreadable {
    int count = size();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = symbol();
      fields.put(name, value());
    }
    return fields;
  }

  private List<@Nullable Object> list() throws Unreadable {
    int count = size();
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, 1024));
    objects.add(list);
    for (int i = 0; i < count; i++) {
      list.add(value());
    }
    return list;
  }

  private Map<Object, @Nullable Object> map(boolean withDefault) throws Unreadable {
    int count = size();
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    objects.add(map);
    for (int i = 0; i < count; i++) {
      Object key = value();
      Object value = value();
      if (key instanceof String || key instanceof Long) {
        map.put(key, value);
      }
    }
    if (withDefault) {
      value();
    }
    return map;
  }

  private Made object() throws Unreadable {
    int place = reserve();
    String type = symbol();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Made object = new Made(type, fields);
    objects.set(place, object);
    fields.putAll(variables());
    return object;
  }

  private Made marshalled() throws Unreadable {
    int place = reserve();
    String type = symbol();
    Made object = new Made(type, value());
    objects.set(place, object);
    return object;
  }

  private Made dumped() throws Unreadable {
    return dumped(false);
  }

  /** An object that dumped itself counts only after what is said of its bytes. */
  private Made dumped(boolean variables) throws Unreadable {
    String type = symbol();
    Made object = new Made(type, new Dump(chunk()));
    if (variables) {
      variables();
    }
    objects.add(object);
    return object;
  }

  private @Nullable Object extended() throws Unreadable {
    symbol();
    return value();
  }

  private @Nullable Object subclassed() throws Unreadable {
    symbol();
    return value();
  }
}
