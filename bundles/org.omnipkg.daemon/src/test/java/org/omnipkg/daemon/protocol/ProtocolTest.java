package org.omnipkg.daemon.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  @Test
  void text_survives_whatever_its_bytes_are() {
    byte[] mixed = {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xBC, (byte) 0xC3, 'b', (byte) 0xE2};
    assertArrayEquals(mixed, Text.encode(Text.decode(mixed)));
    assertEquals("ü€\uD83D\uDE00", Text.decode("ü€\uD83D\uDE00".getBytes(StandardCharsets.UTF_8)));
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    assertArrayEquals(every, Text.encode(Text.decode(every)));
  }

  @Test
  void an_encoded_surrogate_is_bytes_too() {
    byte[] surrogate = {(byte) 0xED, (byte) 0xB2, (byte) 0x80};
    assertArrayEquals(surrogate, Text.encode(Text.decode(surrogate)));
  }

  @Test
  void a_request_comes_back_as_it_went() throws IOException {
    Request request =
        new Request("b1", List.of("", "a b", "ü"), "/w", Map.of("A", "x=y", "B", ""), 5, 80, 24);
    assertEquals(request, Request.decode(request.encode()));
    assertEquals("b1", Request.build(request.encode()));
    assertTrue(request.terminal(0) && !request.terminal(1) && request.terminal(2));
  }

  @Test
  void a_plan_comes_back_as_it_went() throws IOException {
    ExecPlan plan = new ExecPlan("/bin/x", List.of("x", "-"), Map.of("K", "v"), "/d", "/l");
    assertEquals(plan, ExecPlan.decode(plan.encode()));
  }

  @Test
  void a_payload_cut_anywhere_is_refused() {
    byte[] whole = new Request("b", List.of("x"), "/", Map.of("A", "b"), 0, 0, 0).encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> Request.decode(cut));
    }
  }

  @Test
  void frames_come_in_order_and_end_between_two() throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    FrameChannel out = out(wire);
    out.write(Frame.OUTPUT, new byte[] {1, 2});
    out.write(Frame.EXIT, 7);
    FrameChannel in = in(wire.toByteArray());
    assertArrayEquals(new byte[] {1, 2}, in.read().orElseThrow().payload());
    Frame exit = in.read().orElseThrow();
    assertEquals(Frame.EXIT, exit.type());
    assertArrayEquals(new byte[] {0, 0, 0, 7}, exit.payload());
    assertTrue(in.read().isEmpty());
  }

  @Test
  void a_frame_cut_short_or_too_long_is_refused() {
    assertThrows(EOFException.class, () -> in(new byte[] {'O', 0, 0}).read());
    assertThrows(EOFException.class, () -> in(new byte[] {'O', 0, 0, 0, 2, 1}).read());
    assertThrows(IOException.class, () -> in(new byte[] {'O', 0, 16, 0, 1}).read());
    assertThrows(IOException.class, () -> in(new byte[] {'R', -1, 0, 0, 0}).read());
    FrameChannel out = out(new ByteArrayOutputStream());
    assertThrows(IOException.class, () -> out.write(Frame.OUTPUT, new byte[Frame.SMALL + 1]));
  }

  private static FrameChannel in(byte[] wire) {
    return new FrameChannel(
        Channels.newChannel(new ByteArrayInputStream(wire)),
        Channels.newChannel(new ByteArrayOutputStream()));
  }

  private static FrameChannel out(ByteArrayOutputStream wire) {
    return new FrameChannel(
        Channels.newChannel(new ByteArrayInputStream(new byte[0])), Channels.newChannel(wire));
  }
}
