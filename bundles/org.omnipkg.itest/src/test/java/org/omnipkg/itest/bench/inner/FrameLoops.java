package org.omnipkg.itest.bench.inner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A request as client and daemon pass it on: 40 variables, a few words. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameLoops {
  private final Request request = request();
  private final byte[] bytes = request.encode();
  private final byte[] frame = frame(bytes);

  private static Request request() {
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      variables.put("VARIABLE_" + i, "a value of some length, number " + i);
    }
    List<String> words = List.of("install", "rich==13.7.1");
    return new Request("0123456789abcdef", words, "/home/ada/work", variables, 7, 120, 40);
  }

  private static byte[] frame(byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      channel(new byte[0], out).write(Frame.REQUEST, payload);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static FrameChannel channel(byte[] in, ByteArrayOutputStream out) {
    return new FrameChannel(
        Channels.newChannel(new ByteArrayInputStream(in)), Channels.newChannel(out));
  }

  @Benchmark
  public byte[] encodeRequest() {
    return request.encode();
  }

  @Benchmark
  public Request decodeRequest() throws IOException {
    return Request.decode(bytes);
  }

  @Benchmark
  public Frame readFrame() throws IOException {
    return channel(frame, new ByteArrayOutputStream(0)).read().orElseThrow();
  }

  @Benchmark
  public byte[] writeFrame() {
    return frame(bytes);
  }
}
