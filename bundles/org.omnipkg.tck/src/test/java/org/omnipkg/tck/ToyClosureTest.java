package org.omnipkg.tck;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.toy.ToyLanguage;
import org.omnipkg.tck.toy.ToyLayoutTest;

/** {@code wall} needs {@code brick} below 3, {@code tower} needs it from 3 on. */
class ToyClosureTest extends ClosureContract {
  private static final String INDEX = "https://index.example/toys/";

  private final Ecosystem toy = new ToyLanguage();

  @Override
  protected Solver solver() {
    return new ExhaustiveSolver();
  }

  @Override
  protected Ecosystem ecosystem() {
    return toy;
  }

  @Override
  protected Target target() {
    return new ToyTarget().target();
  }

  private static final class ToyTarget extends ToyLayoutTest {
    @Override
    protected Target target() {
      return super.target();
    }
  }

  @Override
  protected Desk desk() {
    return new CannedDesk(temporary)
        .source("default", INDEX, Source.Form.INDEX)
        .document(INDEX + "brick", "text/plain", "2 brick-2.toy\n3 brick-3.toy\n")
        .document(INDEX + "wall", "text/plain", "1 wall-1.toy\n")
        .document(INDEX + "wall-1.toy.needs", "text/plain", "brick<3\n")
        .document(INDEX + "tower", "text/plain", "1 tower-1.toy\n")
        .document(INDEX + "tower-1.toy.needs", "text/plain", "brick>=3\n");
  }

  @Override
  protected String several() {
    return "brick";
  }

  @Override
  protected String newest() {
    return "3";
  }

  @Override
  protected String older() {
    return "2";
  }

  @Override
  protected String needy() {
    return "wall";
  }

  @Override
  protected Map<String, String> closure() {
    return Map.of("wall", "1", "brick", "2");
  }

  @Override
  protected String unknown() {
    return "brook";
  }

  @Override
  protected List<String> quarrel() {
    return List.of("wall", "tower");
  }

  @Override
  protected Set<String> quarrelling() {
    return Set.of("wall", "tower", "brick<3", "brick>=3");
  }
}
