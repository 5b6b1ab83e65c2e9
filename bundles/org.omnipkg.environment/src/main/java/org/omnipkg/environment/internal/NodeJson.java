package org.omnipkg.environment.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;

/** A node of a resolution, and its artifact, as JSON. */
final class NodeJson {
  private NodeJson() {}

  static ObjectNode write(ObjectNode tree, Node node) {
    tree.put("id", node.id());
    tree.put("ecosystem", node.pin().name().ecosystem());
    tree.put("name", node.pin().name().name());
    tree.put("version", node.pin().version());
    tree.put("variant", node.pin().variant());
    ArrayNode features = tree.putArray("features");
    new TreeSet<>(node.features()).forEach(features::add);
    tree.put("source", node.source());
    node.artifact().ifPresent(artifact -> write(tree.putObject("artifact"), artifact));
    return tree;
  }

  static Node read(JsonNode tree) {
    return new Node(
        tree.required("id").asText(),
        pin(tree),
        Optional.ofNullable(tree.get("artifact")).map(NodeJson::artifact),
        StateFile.set(tree.required("features")),
        tree.required("source").asText());
  }

  static ObjectNode offer(ObjectNode tree, State.Offer offer) {
    tree.put("ecosystem", offer.pin().name().ecosystem());
    tree.put("name", offer.pin().name().name());
    tree.put("version", offer.pin().version());
    tree.put("variant", offer.pin().variant());
    ArrayNode artifacts = tree.putArray("artifacts");
    offer.artifacts().forEach(artifact -> write(artifacts.addObject(), artifact));
    return tree;
  }

  static State.Offer offer(JsonNode tree) {
    return new State.Offer(
        pin(tree), StateFile.list(tree.required("artifacts"), NodeJson::artifact));
  }

  private static Pin pin(JsonNode tree) {
    return new Pin(
        new PackageName(tree.required("ecosystem").asText(), tree.required("name").asText()),
        tree.required("version").asText(),
        tree.required("variant").asText());
  }

  private static void write(ObjectNode tree, Artifact artifact) {
    tree.put("filename", artifact.filename());
    tree.put("format", artifact.format());
    tree.put("location", Secrets.without(artifact.location().toString()));
    ObjectNode hashes = tree.putObject("hashes");
    new TreeMap<>(artifact.hashes()).forEach(hashes::put);
    artifact.size().ifPresent(size -> tree.put("size", size));
    ObjectNode facts = tree.putObject("facts");
    new TreeMap<>(artifact.facts()).forEach((k, v) -> facts.put(k, Secrets.without(v)));
  }

  private static Artifact artifact(JsonNode tree) {
    return new Artifact(
        tree.required("filename").asText(),
        tree.required("format").asText(),
        URI.create(tree.required("location").asText()),
        StateFile.map(tree.required("hashes")),
        tree.has("size") ? OptionalLong.of(tree.get("size").asLong()) : OptionalLong.empty(),
        StateFile.map(tree.required("facts")));
  }
}
