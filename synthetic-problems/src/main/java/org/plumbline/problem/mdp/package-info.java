/**
 * Finite Markov decision processes with entropy-regularised agents: soft Bellman equations, occupancies, and reward
 * design on top of them. Functions of states and actions are arrays of length S·A, row by row: entry s·A + a.
 */
package org.plumbline.problem.mdp;
