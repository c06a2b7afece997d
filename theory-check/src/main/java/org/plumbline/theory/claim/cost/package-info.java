/** What the methods ask of their oracles. */
package org.plumbline.theory.claim.cost;
