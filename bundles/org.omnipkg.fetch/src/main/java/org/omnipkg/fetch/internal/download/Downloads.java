package org.omnipkg.fetch.internal.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.fetch.internal.http.Answer;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.http.Patience;
import org.omnipkg.fetch.internal.http.Wanted;
import org.omnipkg.fetch.internal.http.Web;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** Artifacts from HTTP servers; a broken transfer goes on where it stopped. */
public final class Downloads {
  private static final Pattern FIRST_BYTE = Pattern.compile("bytes (\\d+)-.*");

  private final Patience patience;

  public Downloads(Limits limits) {
    this.patience = new Patience(limits);
  }

  public void download(Artifact artifact, Path into, Web web, Progress progress) {
    try (Part part = new Part(artifact, into, progress).vouched()) {
      boolean resumed = part.resume();
      try {
        resumed |= transfer(artifact, part, web, progress);
        part.finish();
      } catch (Refusal refusal) {
        if (!spoiled(refusal)) {
          throw refusal;
        }
        part.restart();
        if (!resumed) {
          throw refusal;
        }
        // the beginning may have been another file's: once more, all of it
        transfer(artifact, part, web, progress);
        finishOrForget(part);
      }
    }
  }

  private static void finishOrForget(Part part) {
    try {
      part.finish();
    } catch (Refusal refusal) {
      part.restart();
      throw refusal;
    }
  }

  private static boolean spoiled(Refusal refusal) {
    String code = refusal.diagnostic().code();
    return code.equals("fetch.wrong-hash")
        || (code.equals("fetch.truncated") && refusal.getCause() == null);
  }

  /** True when the file was put together from more than one answer. */
  private boolean transfer(Artifact artifact, Part part, Web web, Progress progress) {
    boolean[] pieced = new boolean[1];
    patience.run(
        artifact.filename(),
        artifact.location(),
        progress,
        part::length,
        artifact.size().orElse(-1),
        () -> {
          pieced[0] |= part.length() > 0;
          once(artifact, part, web, progress);
          return true;
        });
    return pieced[0];
  }

  private void once(Artifact artifact, Part part, Web web, Progress progress) throws IOException {
    if (part.length() > 0 && part.length() == artifact.size().orElse(-1)) {
      return;
    }
    try (Answer answer = web.get(wanted(artifact, part), progress)) {
      switch (answer.status()) {
        case 206 -> {
          if (firstByte(answer) != part.length()) {
            part.restart();
            throw new IOException("another range than asked for");
          }
        }
        case 200 -> begin(part, answer);
        case 416 -> {
          part.restart();
          throw new IOException("nothing beyond what is there");
        }
        case 404, 410 -> throw Trouble.notFound(artifact.filename());
        default -> throw Trouble.server(artifact.filename(), answer.status(), null);
      }
      byte[] buffer = new byte[1 << 16];
      for (int count; (count = answer.body().read(buffer)) >= 0; ) {
        progress.checkpoint();
        part.add(buffer, count);
      }
    }
  }

  private static void begin(Part part, Answer answer) {
    part.restart();
    String etag = answer.header("etag");
    boolean exact = !etag.isEmpty() && !etag.startsWith("W/");
    part.validator(exact ? etag : answer.header("last-modified"));
  }

  private static Wanted wanted(Artifact artifact, Part part) {
    Map<String, String> headers = new LinkedHashMap<>();
    // some servers would pack a file that is packed already, and its digest would be another's
    headers.put("Accept-Encoding", "identity");
    if (part.length() > 0) {
      headers.put("Range", "bytes=" + part.length() + "-");
      part.validator().ifPresent(validator -> headers.put("If-Range", validator));
    }
    URI location = artifact.location();
    return new Wanted(artifact.filename(), location, headers);
  }

  private static long firstByte(Answer answer) {
    Matcher range = FIRST_BYTE.matcher(answer.header("content-range"));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }
}
