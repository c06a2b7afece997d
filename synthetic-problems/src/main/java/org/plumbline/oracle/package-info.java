/**
 * What an algorithm may see: stochastic oracles with a batch that one can hold, the ledger through which every draw
 * passes, and the constants that a problem declares. Nothing here leads to a ground truth.
 */
package org.plumbline.oracle;
