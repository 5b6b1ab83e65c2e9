package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.PackerContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyPackerTest;

class PackerSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Packer>> FLAWS =
      Map.ofEntries(
          entry(
              "what_can_be_fetched_is_left_to_fetchers",
              claiming(artifact -> artifact.location().getScheme().equals("https"))),
          entry(
              "a_place_that_moves_is_not_packed",
              claiming(artifact -> artifact.location().toString().endsWith("@main"))),
          entry(
              "an_artifact_of_another_language_is_left_to_it",
              claiming(artifact -> artifact.format().equals("of-nobody"))),
          entry(
              "location_and_format_alone_say_what_is_packed",
              packer ->
                  new OtherPacker(packer) {
                    @Override
                    public boolean packs(Artifact artifact) {
                      return super.packs(artifact) && artifact.filename().endsWith(".toy");
                    }
                  }),
          entry(
              "the_file_is_alone_where_it_was_wanted",
              afterwards((into, desk) -> write(into.resolveSibling("beside"), "left over"))),
          entry(
              "the_same_place_gives_the_same_bytes",
              afterwards((into, desk) -> write(into, UUID.randomUUID().toString()))),
          entry(
              "another_place_gives_other_bytes",
              afterwards((into, desk) -> write(into, "always this"))),
          entry(
              "nothing_of_what_is_packed_is_run",
              afterwards(
                  (into, desk) ->
                      desk.run(
                          new Desk.Command(
                              List.of("./configure"),
                              desk.scratch(),
                              Map.of(),
                              Optional.empty(),
                              Duration.ofMinutes(1),
                              Optional.empty())))),
          entry(
              "what_is_not_there_is_refused",
              packer ->
                  new OtherPacker(packer) {
                    @Override
                    public void pack(Artifact artifact, Path into, Desk desk) {
                      try {
                        super.pack(artifact, into, desk);
                      } catch (Refusal nothing) {
                        write(into, "");
                      }
                    }
                  }));

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnaryOperator<Packer> claiming(Predicate<Artifact> more) {
    return packer ->
        new OtherPacker(packer) {
          @Override
          public boolean packs(Artifact artifact) {
            return super.packs(artifact) || more.test(artifact);
          }
        };
  }

  private interface Deed {
    void onto(Path made, Desk desk);
  }

  private static UnaryOperator<Packer> afterwards(Deed deed) {
    return packer ->
        new OtherPacker(packer) {
          @Override
          public void pack(Artifact artifact, Path into, Desk desk) {
            super.pack(artifact, into, desk);
            deed.onto(into, desk);
          }
        };
  }

  private static class OtherPacker implements Packer {
    private final Packer sound;

    OtherPacker(Packer sound) {
      this.sound = sound;
    }

    @Override
    public boolean packs(Artifact artifact) {
      return sound.packs(artifact);
    }

    @Override
    public void pack(Artifact artifact, Path into, Desk desk) {
      sound.pack(artifact, into, desk);
    }
  }

  @Override
  protected Class<?> contract() {
    return PackerContract.class;
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
  static final class Specimen extends ToyPackerTest {
    private final Packer spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.packer(), FLAWS);
    }

    @Override
    protected Packer packer() {
      return spoilt;
    }

    @Override
    protected Desk desk(Path scratch) {
      return ((CannedDesk) super.desk(scratch)).running(command -> new Desk.Output(0, "", ""));
    }
  }
}
