/** What a user hands in beside problems: methods with their hyper-parameters, from files or by name. */
package org.plumbline.report.input;
