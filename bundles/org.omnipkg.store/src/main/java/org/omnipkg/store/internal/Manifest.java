package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Upkeep.Item;

/**
 * The files of a tree as text, a line each: the object's name, a space, the path with line breaks
 * and backslashes escaped; a last line says that it is whole.
 */
final class Manifest {
  private static final String END = "end";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})-(\\d+)(-x)? (.+)");

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
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException | java.nio.charset.MalformedInputException none) {
      return Optional.empty();
    }
    if (!text.endsWith(END + "\n")) {
      return Optional.empty();
    }
    List<Item> items = new ArrayList<>();
    for (String line : text.substring(0, text.length() - END.length() - 1).split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        Digest digest = new Digest(parts.group(1), Long.parseLong(parts.group(2)));
        items.add(new Item(plain(parts.group(4)), digest, parts.group(3) != null));
      } else if (!line.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(items);
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
