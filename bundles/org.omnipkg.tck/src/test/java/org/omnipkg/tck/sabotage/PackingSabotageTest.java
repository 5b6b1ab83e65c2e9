package org.omnipkg.tck.sabotage;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.OtherLayout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SabotageContract;
import org.omnipkg.tck.toy.ToyPackingTest;

class PackingSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Layout>> FLAWS =
      Map.ofEntries(
          entry(
              "a_format_is_one_the_house_opens",
              packed(p -> new Packing("rar", p.strip(), p.links(), false, p.inner()))),
          entry(
              "the_format_is_what_the_file_is",
              packed(p -> new Packing("tar.xz", p.strip(), p.links(), false, p.inner()))),
          entry(
              "what_is_stripped_is_a_few_folders_or_none",
              packed(p -> new Packing(p.format(), -1, p.links(), false, p.inner()))),
          entry("an_archive_inside_is_named_by_a_path_below", inside("../large.tar", "tar")),
          entry("an_archive_inside_has_a_format_the_house_opens", inside("large.tar", "cpio")),
          entry(
              "the_same_artifact_is_packed_the_same",
              layout -> {
                AtomicInteger turn = new AtomicInteger();
                return packed(
                        p ->
                            new Packing(
                                p.format(),
                                turn.incrementAndGet() % 2,
                                p.links(),
                                false,
                                p.inner()))
                    .apply(layout);
              }));

  private static UnaryOperator<Layout> inside(String path, String format) {
    return packed(p -> new Packing(p.format(), p.strip(), p.links(), false, Map.of(path, format)));
  }

  private static UnaryOperator<Layout> packed(UnaryOperator<Packing> change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public Packing packing(Artifact artifact) {
            return change.apply(sound.packing(artifact));
          }
        };
  }

  @Override
  protected Class<?> contract() {
    return PackingContract.class;
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
  static final class Specimen extends ToyPackingTest {
    private final Layout spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.layout(), FLAWS);
    }

    @Override
    protected Layout layout() {
      return spoilt;
    }
  }
}
