package org.omnipkg.solver.pip.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.solver.support.Said;

/** Reads pip's installation report, version 1 of its format. */
final class PipReport {
  private PipReport() {}

  static List<Said.Pinned> read(String json) throws JsonProcessingException {
    JsonNode report = new ObjectMapper().readTree(json);
    String version = report.path("version").asText();
    if (!version.equals("1")) {
      throw new Refusal(
          Diagnostic.outside(
              "resolver.failed",
              "`pip` gave a report of the unknown version `" + version + "`",
              ""));
    }
    List<Said.Pinned> pins = new ArrayList<>();
    for (JsonNode item : report.path("install")) {
      JsonNode metadata = item.path("metadata");
      pins.add(
          new Said.Pinned(
              metadata.path("name").asText(),
              item.path("is_direct").asBoolean() ? "" : metadata.path("version").asText()));
    }
    return pins;
  }
}
