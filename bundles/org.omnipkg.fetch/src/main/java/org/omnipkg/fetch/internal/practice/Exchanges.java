package org.omnipkg.fetch.internal.practice;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of one connection of HTTP/2 (RFC 9113) that asks for documents: as much of it
 * as the JDK's client needs, one answer after another. It sends no more than that client takes
 * without being asked, so it does not count.
 */
final class Exchanges {
  private static final int PREFACE = 24;
  private static final int LARGEST = 16_384;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 0x20;

  /** HEADER_TABLE_SIZE 0. */
  private static final byte[] NO_TABLE = {0, 1, 0, 0, 0, 0};

  private static final int WHOLE = 0x88;
  private static final int PART = 0x8a;
  private static final int ABSENT = 0x8d;
  private static final int CACHE_CONTROL = 24;
  private static final int CONTENT_RANGE = 30;
  private static final int CONTENT_TYPE = 31;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private final DataInputStream in;
  private final OutputStream out;
  private final Map<String, byte[]> documents;
  private final String type;

  /**
   * @param documents by their paths
   * @param type of all of them
   */
  Exchanges(InputStream in, OutputStream out, Map<String, byte[]> documents, String type) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.documents = documents;
    this.type = type;
  }

  /** Answers until the client goes. */
  void hold() throws IOException {
    in.readFully(new byte[PREFACE]);
    frame(SETTINGS, 0, 0, NO_TABLE, 0, NO_TABLE.length);
    out.flush();
    while (true) {
      byte[] head = new byte[9];
      try {
        in.readFully(head);
      } catch (EOFException gone) {
        return;
      }
      byte[] body = new byte[(head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff];
      in.readFully(body);
      int flags = head[4];
      if (head[3] == SETTINGS && (flags & ACK) == 0) {
        frame(SETTINGS, ACK, 0, body, 0, 0);
      } else if (head[3] == HEADERS) {
        int stream = number(head, 5) & Integer.MAX_VALUE;
        answer(stream, new HeaderBlock(block(body, flags)));
      }
      out.flush();
    }
  }

  private static byte[] block(byte[] body, int flags) throws IOException {
    int start = ((flags & PADDED) != 0 ? 1 : 0) + ((flags & PRIORITY) != 0 ? 5 : 0);
    int end = body.length - ((flags & PADDED) != 0 ? body[0] & 0xff : 0);
    if ((flags & END_HEADERS) == 0 || start > end) {
      throw new IOException("headers in more than one frame");
    }
    return Arrays.copyOfRange(body, start, end);
  }

  private void answer(int stream, HeaderBlock request) throws IOException {
    byte[] document = documents.get(request.path());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    if (document == null) {
      head.write(ABSENT);
      frame(HEADERS, END | END_HEADERS, stream, head.toByteArray(), 0, head.size());
      return;
    }
    int from = 0;
    int to = document.length;
    Matcher range = RANGE.matcher(request.range());
    boolean part = range.matches();
    if (part && range.group(1).isEmpty()) {
      from = Math.max(0, to - Integer.parseInt(range.group(2)));
    } else if (part) {
      from = Math.min(to, Integer.parseInt(range.group(1)));
      to = range.group(2).isEmpty() ? to : Math.min(to, Integer.parseInt(range.group(2)) + 1);
    }
    head.write(part ? PART : WHOLE);
    header(head, CONTENT_TYPE, type);
    header(head, CACHE_CONTROL, "max-age=0");
    if (part) {
      header(head, CONTENT_RANGE, "bytes " + from + "-" + (to - 1) + "/" + document.length);
    }
    frame(HEADERS, END_HEADERS, stream, head.toByteArray(), 0, head.size());
    do {
      int length = Math.min(LARGEST, to - from);
      frame(DATA, from + length == to ? END : 0, stream, document, from, length);
      from += length;
    } while (from < to);
  }

  /** As a literal with a known name, which nobody keeps. */
  private static void header(ByteArrayOutputStream head, int name, String value) {
    head.write(0x0f);
    head.write(name - 0x0f);
    head.write(value.length());
    head.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private void frame(int kind, int flags, int stream, byte[] bytes, int from, int length)
      throws IOException {
    byte[] head = {
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length,
      (byte) kind,
      (byte) flags,
      (byte) (stream >> 24),
      (byte) (stream >> 16),
      (byte) (stream >> 8),
      (byte) stream
    };
    out.write(head);
    out.write(bytes, from, length);
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }
}
