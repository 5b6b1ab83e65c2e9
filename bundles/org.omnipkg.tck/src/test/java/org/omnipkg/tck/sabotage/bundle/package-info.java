/** Languages that misbehave in a container; packed into bundles by the tests. */
package org.omnipkg.tck.sabotage.bundle;
