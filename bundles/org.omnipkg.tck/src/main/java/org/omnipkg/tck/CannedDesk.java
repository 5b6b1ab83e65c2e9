package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * A desk whose outside world is a handful of documents written down beforehand. Everything not
 * written down answers 404; running children is refused unless they are written down too. Not for
 * use by several threads.
 */
public final class CannedDesk implements Desk {
  private Optional<Function<Tool, Provisioned>> tools = Optional.empty();
  private Progress progress = Progress.SILENT;
  private final Path scratch;
  private final Map<URI, Canned> documents = new HashMap<>();
  private final Map<URI, Refusal> refusals = new HashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Ask> asked = new ArrayList<>();
  private Function<Command, Output> children =
      command -> {
        throw new UnsupportedOperationException("a canned desk runs nothing: " + command.argv());
      };
  private final Map<String, Map<String, String>> repositories = new HashMap<>();
  private boolean ranges = true;
  private boolean contentRange = true;

  private record Canned(String type, byte[] body) {}

  /**
   * A desk that knows nothing yet.
   *
   * @param scratch an existing folder
   */
  public CannedDesk(Path scratch) {
    this.scratch = scratch;
  }

  /** Adds a source; indexes and flat places keep the order they are added in. */
  public CannedDesk source(String label, String location, Source.Form form) {
    sources.add(new Source(label, URI.create(location), form));
    return this;
  }

  /** Writes a document down. */
  public CannedDesk document(String location, String type, String body) {
    return document(location, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public CannedDesk document(String location, String type, byte[] body) {
    documents.put(URI.create(location), new Canned(type, body.clone()));
    return this;
  }

  /**
   * Writes down what the references of a repository mean. The archives of its commits are documents
   * at the addresses of pinned places.
   *
   * @param references full names to commits in full
   */
  public CannedDesk repository(String repository, Map<String, String> references) {
    repositories.put(repository, Map.copyOf(references));
    return this;
  }

  /** Whoever asks for this address is refused. */
  public CannedDesk refusing(String location, String code) {
    refusals.put(URI.create(location), new Refusal(Diagnostic.outside(code, "canned", "")));
    return this;
  }

  public CannedDesk variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** From now on a child is this function of its command. */
  public CannedDesk running(Function<Command, Output> child) {
    children = child;
    return this;
  }

  /** From now on requests for a part are answered with the whole. */
  public CannedDesk withoutRanges() {
    ranges = false;
    return this;
  }

  /** From now on parts come without saying which part they are. */
  public CannedDesk withoutContentRange() {
    contentRange = false;
    return this;
  }

  /** What was asked for so far, in order. */
  public List<Ask> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Reply fetch(Ask ask) {
    asked.add(ask);
    if (refusals.containsKey(ask.location())) {
      throw refusals.get(ask.location());
    }
    Canned document = documents.get(ask.location());
    if (document == null) {
      return new Reply(404, ask.location(), Map.of(), Optional.empty());
    }
    if (ranges && ask.range().isPresent()) {
      return part(ask, document);
    }
    Map<String, String> headers = Map.of("content-type", document.type());
    return new Reply(200, ask.location(), headers, Optional.of(document.body().clone()));
  }

  private Reply part(Ask ask, Canned document) {
    String[] ends = ask.range().orElseThrow().split("-", 2);
    int length = document.body().length;
    int first =
        ends[0].isEmpty()
            ? Math.max(0, length - Integer.parseInt(ends[1]))
            : Integer.parseInt(ends[0]);
    int last = ends[0].isEmpty() ? length - 1 : Math.min(length - 1, Integer.parseInt(ends[1]));
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", document.type());
    if (contentRange) {
      headers.put("content-range", "bytes " + first + "-" + last + "/" + length);
    }
    byte[] body = Arrays.copyOfRange(document.body(), first, last + 1);
    return new Reply(206, ask.location(), headers, Optional.of(body));
  }

  @Override
  public Path download(Artifact artifact) {
    Reply reply = fetch(Ask.of(artifact.location(), "", Ask.FOR_EVER));
    byte[] body =
        reply
            .body()
            .orElseThrow(() -> new Refusal(Diagnostic.outside("fetch.not-found", "canned", "")));
    try {
      return Files.write(scratch.resolve(artifact.filename()), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> references(GitPlace place) {
    Map<String, String> known = repositories.get(place.repository());
    if (known == null) {
      throw new Refusal(Diagnostic.outside("repository.unreachable", "canned", ""));
    }
    return known;
  }

  @Override
  public GitPlace pinned(GitPlace place) {
    if (place.isPinned()) {
      return place;
    }
    String wanted = place.revision().isEmpty() ? "HEAD" : place.revision();
    Map<String, String> known = references(place);
    return Stream.of("", "refs/", "refs/tags/", "refs/heads/")
        .flatMap(front -> Optional.ofNullable(known.get(front + wanted)).stream())
        .findFirst()
        .or(() -> known.values().stream().filter(it -> it.startsWith(wanted)).findFirst())
        .map(place::at)
        .orElseThrow(
            () -> new Refusal(Diagnostic.user("repository.unknown-revision", "canned", "")));
  }

  @Override
  public Output run(Command command) {
    return children.apply(command);
  }

  @Override
  public Provisioned tool(Tool tool) {
    if (tools.isPresent()) {
      return tools.get().apply(tool);
    }
    throw new UnsupportedOperationException("a canned desk has no tools: " + tool.command());
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return List.copyOf(sources);
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public Path cache(String name) {
    try {
      return Files.createDirectories(scratch.resolve("cache-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tools of the house are answered by this. */
  public CannedDesk providing(Function<Tool, Provisioned> by) {
    tools = Optional.of(by);
    return this;
  }

  /** Progress and notes go there. */
  public CannedDesk telling(Progress whom) {
    progress = whom;
    return this;
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public Clock clock() {
    return Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  @Override
  public Path directory() {
    return scratch;
  }
}
