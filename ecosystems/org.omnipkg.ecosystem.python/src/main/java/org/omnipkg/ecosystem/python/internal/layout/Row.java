package org.omnipkg.ecosystem.python.internal.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of RECORD (PEP 376): comma-separated, quoted where needed.
 *
 * @param hash {@code algorithm=urlsafe-base64} or empty
 * @param size decimal bytes or empty
 */
public record Row(String path, String hash, String size) {
  public static Row bare(String path) {
    return new Row(path, "", "");
  }

  public static List<Row> read(String text) {
    List<Row> rows = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n') {
        end(rows, fields, field);
      } else if (c != '\r') {
        field.append(c);
      }
    }
    end(rows, fields, field);
    return rows;
  }

  private static void end(List<Row> rows, List<String> fields, StringBuilder field) {
    fields.add(field.toString());
    field.setLength(0);
    if (!fields.get(0).isEmpty()) {
      rows.add(new Row(fields.get(0), column(fields, 1), column(fields, 2)));
    }
    fields.clear();
  }

  private static String column(List<String> fields, int index) {
    return index < fields.size() ? fields.get(index) : "";
  }

  /** By hand: a wheel has thousands of rows. */
  private boolean isPlain() {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    String spelled = isPlain() ? path : '"' + path.replace("\"", "\"\"") + '"';
    return spelled + "," + hash + "," + size + "\n";
  }
}
