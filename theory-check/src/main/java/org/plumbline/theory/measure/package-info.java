/** Where the ground truth meets the iterates: probes that measure, uncounted, what a run did. */
package org.plumbline.theory.measure;
