package org.omnipkg.tck.probe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;

/** Asks every part of a language something, where a refusal is an answer too. */
final class Visit {
  private static final String WORD = "demo";

  private final Ecosystem language;
  private final Desk desk;
  private final List<String> complaints = new ArrayList<>();

  Visit(Ecosystem language, Desk desk) {
    this.language = language;
    this.desk = desk;
  }

  /** What was wrong; nothing when each part answered or refused. */
  List<String> complaints() {
    String id = ask("id()", language::id);
    ask("aliases()", language::aliases);
    ask("grammar().parse(\"demo\")", () -> language.grammar().parse(WORD));
    PackageName name =
        id == null
            ? null
            : askOr("grammar().name(\"demo\")", () -> language.grammar().name(WORD), id);
    if (name != null) {
      ask("grammar().purl(demo 1)", () -> language.grammar().purl(new Pin(name, "1")));
      Listing none = Listing.empty(name);
      ask("versions().select(\"\", an empty listing)", () -> language.versions().select("", none));
      Target target = new Target(new Platform("linux", "x86_64", "", ""), List.of());
      ask(
          "versions().prefer(nothing)",
          () -> language.versions().prefer(new BitSet(), none, target));
      ask("index().releases(demo)", () -> language.index().releases(name, desk));
    }
    ask("layout().shelf()", () -> language.layout().shelf());
    return complaints;
  }

  private PackageName askOr(String question, Supplier<PackageName> answer, String id) {
    PackageName name = ask(question, answer);
    return name == null ? new PackageName(id, WORD) : name;
  }

  private <T> @Nullable T ask(String question, Supplier<T> answer) {
    try {
      T said = answer.get();
      if (said == null) {
        complaints.add(question + " answered null");
      }
      return said;
    } catch (Refusal polite) {
      return null;
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      complaints.add(question + " threw " + e + at(e));
      return null;
    }
  }

  private static String at(Throwable e) {
    return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
  }
}
