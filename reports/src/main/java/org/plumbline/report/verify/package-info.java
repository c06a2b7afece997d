/** Plans the chosen claims, runs their cells and judges them; nothing that one claim does can lose the others. */
package org.plumbline.report.verify;
