package org.omnipkg.model;

/**
 * A demand of one node on another.
 *
 * @param from node id; empty for the user's own request
 * @param text the requirement verbatim
 * @param when the condition's source text, empty for always
 */
public record Edge(String from, String to, Tie tie, Role role, String text, String when) {}
