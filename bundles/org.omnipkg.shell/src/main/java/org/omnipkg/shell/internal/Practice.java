package org.omnipkg.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Packages;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.verb.Rooms;

/** What people ask most, about the environment changed last; where there is drift, nothing. */
final class Practice {
  private static final Caller NOBODY =
      new Caller(Map.of(), Path.of("/"), true, Duration.ZERO, Progress.SILENT);

  private Practice() {}

  static List<List<String>> lines(Rooms rooms) {
    List<List<String>> lines = new ArrayList<>(paper(rooms));
    lines.addAll(usual(rooms));
    return List.copyOf(lines);
  }

  /** What was made for the lines goes. */
  static void over(Rooms rooms) {
    try {
      PaperWheels.remove(folder(rooms));
    } catch (IOException | Refusal left) {
      return; // It lies among what the next cleaning takes.
    }
  }

  private static Path folder(Rooms rooms) {
    return rooms.places().cache().resolve("scratch").resolve("practice");
  }

  /** An install from a folder of wheels, as far as the plan; where Python is known already. */
  private static List<List<String>> paper(Rooms rooms) {
    try {
      boolean known =
          Files.exists(rooms.places().runtimes().resolve("register.json"))
              && rooms.runtimes().list(NOBODY, false).stream()
                  .anyMatch(one -> one.ecosystem().equals("python"));
      if (!known) {
        return List.of();
      }
      Path folder = folder(rooms);
      PaperWheels.make(folder);
      List<String> line = new ArrayList<>();
      line.addAll(List.of("-e", "practice", "--dry-run", "--offline", "install"));
      line.addAll(List.of("--find-links", folder.toString(), PaperWheels.FIRST));
      return List.of(line);
    } catch (IOException | Refusal notHere) {
      return List.of();
    }
  }

  private static List<List<String>> usual(Rooms rooms) {
    try {
      Optional<String> environment =
          rooms.inquiry().environments(NOBODY).stream()
              .filter(one -> one.packages() > 0)
              .max(Comparator.comparing(Inquiry.Summary::changed))
              .map(Inquiry.Summary::name)
              .filter(name -> rooms.inquiry().status(NOBODY, name).drift().isEmpty());
      return environment.map(name -> lines(rooms, name)).orElse(List.of());
    } catch (Refusal nothingToAskAbout) {
      return List.of();
    }
  }

  private static List<List<String>> lines(Rooms rooms, String environment) {
    List<Packages.Installed> all = rooms.packages().list(NOBODY, environment);
    List<List<String>> lines = new ArrayList<>();
    all.stream()
        .filter(one -> one.active() && one.requested())
        .findFirst()
        .map(Practice::word)
        .ifPresent(
            word -> {
              lines.add(List.of("-e", environment, "list"));
              lines.add(List.of("-e", environment, "status"));
              lines.add(List.of("-e", environment, "info", word));
              lines.add(List.of("-e", environment, "--dry-run", "--offline", "install", word));
              lines.add(List.of("-e", environment, "exec", "true"));
            });
    all.stream()
        .filter(one -> !one.active() && one.requested())
        .findFirst()
        .map(one -> word(one) + "==" + one.version())
        .ifPresent(
            word -> lines.add(List.of("-e", environment, "--dry-run", "--offline", "swap", word)));
    return List.copyOf(lines);
  }

  private static String word(Packages.Installed one) {
    return one.ecosystem() + ":" + one.name();
  }
}
