/**
 * What is claimed: each claim first plans its cells, then anybody runs them, then it judges the results, a pure
 * function. The rule is part of the claim's card and fixed before the run.
 */
package org.plumbline.theory;
