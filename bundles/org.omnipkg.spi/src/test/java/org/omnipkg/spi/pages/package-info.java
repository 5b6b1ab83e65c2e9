/** The reference of the contracts, written from their comments. */
package org.omnipkg.spi.pages;
