/** The hard upper loss: a chain of which a gradient method finds one link a step. */
package org.plumbline.problem.chain;
