/**
 * What is done: published methods, one a file, each as <em>start + step</em>. A method sees oracles of its declared
 * type, a start point, its hyper-parameters and a random stream, and nothing else.
 */
package org.plumbline.algorithm;
