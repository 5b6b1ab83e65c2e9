/** Loops inside one process that every command runs through, for JMH. */
package org.omnipkg.itest.bench.inner;
