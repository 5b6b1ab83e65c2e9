package org.omnipkg.fetch.internal.http;

import java.time.Duration;

/**
 * How long and how often.
 *
 * @param stall longest silence of a server
 * @param tries attempts in a row without a byte gained
 * @param backoff first pause between two attempts; it doubles
 * @param longest the longest pause, also when a server asks for more
 * @param streams requests to one host at a time
 * @param document most bytes of a document held in memory
 */
public record Limits(
    Duration connect,
    Duration stall,
    int tries,
    Duration backoff,
    Duration longest,
    int streams,
    long document) {}
