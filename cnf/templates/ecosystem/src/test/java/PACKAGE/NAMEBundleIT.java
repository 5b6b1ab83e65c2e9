package @PACKAGE@;

import org.omnipkg.tck.BundleContract;

/** The jar in a container that has the contracts and nothing else of omnipkg. */
class @NAME@BundleIT extends BundleContract {}
