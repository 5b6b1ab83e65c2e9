package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.tck.ExcerptsContract;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyExcerptsTest;

class ExcerptsSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Excerpts>> FLAWS =
      Map.ofEntries(
          entry(
              "it_declares_what_the_artifact_does",
              made(bytes -> "doll\n".getBytes(StandardCharsets.UTF_8))),
          entry(
              "it_carries_nothing_of_the_tree",
              made(
                  bytes -> {
                    byte[] large = Arrays.copyOf(bytes, 1 << 18);
                    Arrays.fill(large, bytes.length, large.length, (byte) '\n');
                    return large;
                  })),
          entry(
              "the_same_tree_gives_the_same_bytes",
              excerpts -> {
                AtomicInteger turn = new AtomicInteger();
                return made(bytes -> turned(bytes, turn.incrementAndGet())).apply(excerpts);
              }),
          entry(
              "a_tree_that_does_not_tell_enough_gives_none",
              excerpts ->
                  (artifact, tree, facts) ->
                      facts.isEmpty()
                          ? Optional.of(new byte[0])
                          : excerpts.of(artifact, tree, facts)),
          entry(
              "an_artifact_that_resolvers_do_not_read_gives_none",
              excerpts ->
                  (artifact, tree, facts) ->
                      artifact.format().equals("clay")
                          ? Optional.of(new byte[0])
                          : excerpts.of(artifact, tree, facts)),
          entry(
              "the_tree_stays_as_it_is",
              excerpts ->
                  (artifact, tree, facts) -> {
                    try {
                      Files.writeString(tree.resolve("seen"), "");
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                    return excerpts.of(artifact, tree, facts);
                  }));

  /** The same needs, the line's end by turns. */
  private static byte[] turned(byte[] bytes, int turn) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return (turn % 2 == 0 ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8);
  }

  private static UnaryOperator<Excerpts> made(UnaryOperator<byte[]> change) {
    return excerpts -> (artifact, tree, facts) -> excerpts.of(artifact, tree, facts).map(change);
  }

  @Override
  protected Class<?> contract() {
    return ExcerptsContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyExcerptsTest {
    private final Excerpts spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.excerpts(), FLAWS);
    }

    @Override
    protected Excerpts excerpts() {
      return spoilt;
    }

    @Override
    protected List<String> read(byte[] excerpt) {
      return super.read(excerpt).stream().filter(line -> !line.isEmpty()).toList();
    }
  }
}
