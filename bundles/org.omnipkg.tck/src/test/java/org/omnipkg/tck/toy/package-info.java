/**
 * A whole language in a few small files, to be read before one writes a real one. Packages of Toy
 * have whole numbers for versions ({@code 4~} is a rehearsal of 4) and lie in an index as plain
 * text: one page per name, one line per release.
 */
package org.omnipkg.tck.toy;
