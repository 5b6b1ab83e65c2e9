package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Writes what every bundle logs into the one file the launcher named. */
@Component(
    immediate = true,
    service = {})
public final class FileLog implements LogListener {
  private final LogReaderService reader;
  private final RollingFile file;

  @Activate
  public FileLog(@Reference LogReaderService reader, BundleContext context) throws IOException {
    this.reader = reader;
    this.file =
        new RollingFile(
            Path.of(Objects.requireNonNull(context.getProperty("omnipkg.log"), "omnipkg.log")));
    reader.addLogListener(this);
  }

  @Deactivate
  void stop() throws IOException {
    reader.removeLogListener(this);
    file.close();
  }

  @Override
  public void logged(LogEntry entry) {
    boolean event = entry.getLoggerName().startsWith("Events.");
    if (!event || LogLevel.WARN.implies(entry.getLogLevel())) {
      file.append(line(entry));
    }
  }

  static String line(LogEntry entry) {
    StringWriter text = new StringWriter();
    text.append(Instant.ofEpochMilli(entry.getTime()).truncatedTo(ChronoUnit.MILLIS).toString());
    text.append(' ').append(String.format("%-5s", entry.getLogLevel()));
    text.append(' ').append(entry.getLoggerName());
    text.append(": ").append(entry.getMessage()).append('\n');
    Throwable cause = entry.getException();
    if (cause != null) {
      cause.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
