package org.omnipkg.ecosystem.node.internal.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small values of a stream; what has another shape than expected is passed over. */
final class Json {
  private Json() {}

  /** The members of the object that begins here whose values are texts. */
  static Map<String, String> strings(JsonParser in) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.VALUE_STRING) {
        members.put(key, in.getText());
      } else {
        in.skipChildren();
      }
    }
    return members;
  }

  /** The texts of a list, or the one text that stands in its place. */
  static List<String> list(JsonParser in, JsonToken value) throws IOException {
    List<String> items = new ArrayList<>(2);
    if (value == JsonToken.VALUE_STRING) {
      items.add(in.getText());
    } else if (value == JsonToken.START_ARRAY) {
      for (JsonToken item = in.nextToken();
          item != null && item != JsonToken.END_ARRAY;
          item = in.nextToken()) {
        if (item == JsonToken.VALUE_STRING) {
          items.add(in.getText());
        } else {
          in.skipChildren();
        }
      }
    } else {
      in.skipChildren();
    }
    return items;
  }

  static String text(JsonParser in, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return "";
  }
}
