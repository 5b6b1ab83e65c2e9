package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Upkeep.Item;

/**
 * The files of a tree as text, a line each: the object's name, a space, the path with line breaks
 * and backslashes escaped; a last line says that it is whole.
 */
final class Manifest {
  private static final String END = "end";
  private static final String PROGRAM = "-x";
  private static final int HEX = 64;
  private static final int MOST_DIGITS = 18;

  private Manifest() {}

  static byte[] text(List<Item> items) {
    StringBuilder text = new StringBuilder();
    for (Item item : items) {
      text.append(Objects.name(item.digest(), item.executable())).append(' ');
      text.append(item.path().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
      text.append('\n');
    }
    return text.append(END).append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Empty when there is none, or it was cut short. */
  static Optional<List<Item>> read(Path file) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String line : lines(file)) {
      if (line.equals(END)) {
        return Optional.of(items);
      }
      int space = line.indexOf(' ');
      Optional<Item> item = space < 0 ? Optional.empty() : named(line.substring(0, space));
      if (item.isEmpty()) {
        return Optional.empty();
      }
      Item bare = item.get();
      items.add(new Item(plain(line.substring(space + 1)), bare.digest(), bare.executable()));
    }
    return Optional.empty();
  }

  /** Adds the names of the objects in it, as fast as can be. */
  static void objects(Path file, Set<String> names) throws IOException {
    for (String line : lines(file)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        names.add(line.substring(0, space));
      }
    }
  }

  /** What an object's name says of it. */
  static Optional<Item> named(String name) {
    boolean executable = name.endsWith(PROGRAM);
    int end = executable ? name.length() - PROGRAM.length() : name.length();
    int digits = end - HEX - 1;
    if (digits < 1 || digits > MOST_DIGITS || name.charAt(HEX) != '-') {
      return Optional.empty();
    }
    long size = 0;
    for (int i = HEX + 1; i < end; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      size = size * 10 + digit;
    }
    for (int i = 0; i < HEX; i++) {
      char c = name.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return Optional.empty();
      }
    }
    return Optional.of(new Item("", new Digest(name.substring(0, HEX), size), executable));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return text.endsWith("\n") ? List.of(text.split("\n")) : List.of();
    } catch (NoSuchFileException | CharacterCodingException none) {
      return List.of();
    }
  }

  private static String plain(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\' && i + 1 < escaped.length()) {
        char next = escaped.charAt(++i);
        plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
