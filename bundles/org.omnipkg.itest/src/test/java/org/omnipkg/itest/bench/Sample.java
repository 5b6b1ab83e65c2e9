package org.omnipkg.itest.bench;

/**
 * One run, in milliseconds; processor time is that of the children and of the server they asked.
 */
record Sample(double wall, double processor) {}
