package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through a client: words, variables, and every byte of three streams. */
interface ClientStreamLaws extends ClientBench {
  int MEGABYTE = 1 << 20;
  int SLACK_KILOBYTES = 64 << 10;

  @Test
  default void words_directory_and_variables_arrive_as_they_are() throws Exception {
    assertEquals("echo\na b\n\n*[x]>=\nü\n", client().run("echo", "a b", "", "*[x]>=", "ü").out());
    assertEquals(shared().toRealPath() + "\n", client().run("where").out());
    assertEquals("x=y\n", client().with("TOY", "x=y").run("variable", "TOY").out());
    assertEquals("null\n", client().run("variable", "LC_ALL").out());
    assertEquals("de_AT\n", client().with("LC_ALL", "de_AT").run("variable", "LC_ALL").out());
    assertEquals("1.2\n", client().with("version", "1.2").run("variable", "version").out());
  }

  @Test
  default void bytes_that_are_no_text_pass_through_to_the_command() throws Exception {
    String script =
        "ODD=$(printf 'v\\377\\303') \"$0\" pass \"$1\" /bin/sh -c 'printf \"%s|%s\" \"$1\" \"$ODD\"'"
            + " sh \"$(printf 'a\\200=\\n\\303\\251%%b\\\\')\" | od -An -tx1";
    Run.Ended ended = Run.end(client().shell(script, lease().toString()), "");
    assertEquals(
        "61 80 3d 0a c3 a9 25 62 5c 7c 76 ff c3",
        ended.out().strip().replaceAll("\\s+", " "),
        ended.err());
  }

  @Test
  default void codes_and_both_streams_come_back() throws Exception {
    assertEquals(new Run.Ended(3, "", "oh\n"), client().run("complain", "oh"));
    Run.Ended defect = client().run("defect");
    assertEquals(1, defect.code());
    assertTrue(defect.err().contains("[internal.bug]"), defect.err());
    assertFalse(defect.err().contains("on purpose"), defect.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "exec LEASE /bin/cat"})
  default void every_byte_of_standard_input_passes(String words) throws Exception {
    byte[] bytes = new byte[4 * MEGABYTE + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    Path in = Files.write(folder().resolve("in"), bytes);
    Path out = folder().resolve("out");
    String script = "\"$0\" " + words.replace("LEASE", lease().toString()) + " <\"$1\" >\"$2\"";
    Run.Ended ended = Run.end(client().shell(script, in.toString(), out.toString()), "");
    assertEquals(new Run.Ended(0, "", ""), ended);
    assertEquals(-1, Files.mismatch(in, out));
  }

  @Test
  default void input_is_passed_on_line_by_line_and_left_alone_when_nobody_reads() throws Exception {
    assertEquals("got first\n", client().feed("first\nsecond\n", "line").out());
    assertEquals("kept\n", Run.end(client().shell("\"$0\" pid >/dev/null; cat"), "kept\n").out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"much 8", "exec LEASE /bin/cat /dev/zero"})
  default void a_closed_pipe_ends_the_client_quietly(String words) throws Exception {
    String script =
        "(\"$0\" "
            + words.replace("LEASE", lease().toString())
            + "; echo $? >&2) | head -c 1 | wc -c";
    assertEquals(new Run.Ended(0, "1\n", "141\n"), Run.end(client().shell(script), ""));
  }

  @Test
  default void output_that_cannot_be_written_is_said() throws Exception {
    assertEquals(
        new Run.Ended(
            1, "", "error: cannot write the output: No space left on device  [client.system]\n"),
        Run.end(client().shell("\"$0\" echo x >/dev/full"), ""));
  }

  @Test
  default void much_output_is_complete_and_takes_no_memory() throws Exception {
    // First what a JVM's youngest generation takes anyway.
    long[] small = flood(100);
    long[] large = flood(250);
    assertTrue(large[0] - small[0] < SLACK_KILOBYTES, "client: " + small[0] + ", " + large[0]);
    assertTrue(large[1] - small[1] < SLACK_KILOBYTES, "daemon: " + small[1] + ", " + large[1]);
    Process child =
        client().start("exec", lease().toString(), "/bin/sh", "-c", "head -c 100m /dev/zero");
    assertEquals(100L * MEGABYTE, drain(child.getInputStream(), Long.MAX_VALUE));
    assertEquals(0, child.waitFor());
  }

  @Test
  default void closed_standard_streams_are_not_taken_for_others() throws Exception {
    assertEquals(new Run.Ended(0, "", ""), Run.end(client().shell("\"$0\" copy <&-"), ""));
    assertEquals(new Run.Ended(0, "", ""), Run.end(client().shell("\"$0\" echo x >&-"), ""));
    assertEquals(new Run.Ended(3, "", ""), Run.end(client().shell("\"$0\" complain x 2>&-"), ""));
    assertEquals(0, Run.end(client().shell("\"$0\" pid <&- >&- 2>&-"), "").code());
  }

  /** Peak memory of client and daemon, in kilobytes, when {@code megabytes} have come through. */
  private long[] flood(int megabytes) throws Exception {
    Process process = client().start("flood", Integer.toString(megabytes));
    long wanted = (long) megabytes * MEGABYTE;
    assertEquals(wanted, drain(process.getInputStream(), wanted));
    long daemon = Long.parseLong(Files.readString(client().home().resolve("daemon.lock")).strip());
    long[] peaks = {peak(process.pid()), peak(daemon)};
    assertEquals(0, Run.end(process, "").code());
    return peaks;
  }

  private static long peak(long process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmHWM");
  }

  private static long drain(InputStream from, long most) throws IOException {
    byte[] block = new byte[1 << 16];
    long total = 0;
    while (total < most) {
      int count = from.read(block, 0, (int) Math.min(block.length, most - total));
      if (count < 0) {
        return total;
      }
      total += count;
    }
    return total;
  }
}
