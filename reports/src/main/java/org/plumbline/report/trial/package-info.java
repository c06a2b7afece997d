/** One run of one method on one instance, measured against the ground truth at every outer iteration. */
package org.plumbline.report.trial;
