package org.omnipkg.daemon.protocol;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for.
 *
 * @param build build id of the client's distribution
 * @param argv without the program's name
 * @param directory the client's working directory
 * @param terminals bits 0, 1, 2: standard input, output, error is a terminal
 * @param columns 0 when unknown
 * @param rows 0 when unknown
 */
public record Request(
    String build,
    List<String> argv,
    String directory,
    Map<String, String> environment,
    int terminals,
    int columns,
    int rows) {
  public byte[] encode() {
    return new Fields.Writer()
        .text(build)
        .list(argv)
        .text(directory)
        .map(environment)
        .number(terminals)
        .number(columns)
        .number(rows)
        .toBytes();
  }

  /** The build alone: it is compared before the rest, whose form another build may not share. */
  public static String build(byte[] payload) throws IOException {
    return new Fields.Reader(payload).text();
  }

  public static Request decode(byte[] payload) throws IOException {
    Fields.Reader fields = new Fields.Reader(payload);
    return new Request(
        fields.text(),
        fields.list(),
        fields.text(),
        fields.map(),
        fields.number(),
        fields.number(),
        fields.number());
  }

  public boolean terminal(int descriptor) {
    return (terminals & 1 << descriptor) != 0;
  }
}
