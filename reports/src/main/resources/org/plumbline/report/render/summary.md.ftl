# Plumbline report

Profile `${report.settings().profile().label()?no_esc}`, master seed ${report.settings().masterSeed()}. Each claim was stated with its criterion, its rule and its negative control before anything was run; the rule alone decided the verdict. The page is [index.html](index.html), and [report.md](report.md) its text; the verdicts, the comparison of rates, the register and the broken variants are LaTeX tables in [report.tex](report.tex); the numbers with all their digits are in [results.json](results.json) and in the folder `data`.

**How to read a verdict.** Finitely many runs can refute an upper bound or be consistent with it; they cannot prove it. SUPPORTED means consistent: on these instances, over this range, under this criterion. NOT\_SUPPORTED is a finding about a claim.

## Verdicts

| verdict | claims |
|---|--:|
<#list report.counts() as count>
| ${count.verdict().name()} | ${page.count(count.claims())} |
</#list>

<#if report.survivors()?has_content>
Broken variants that no claim rejects:

<#list report.survivors() as saboteur>
* ${saboteur.id()}: ${saboteur.description()}
</#list>

</#if>
<#if report.regressions()?has_content>
Methods that are not what is recorded of them:

<#list report.regressions() as line>
* ${line.text()}
</#list>

</#if>
<#if report.claims()?size == 0>
No claim was run.
<#elseif report.differing()?size == 0 && report.unclaimed()?size == 0>
All ${page.count(report.claims()?size)} verdicts are the recorded ones<#if report.explained()?has_content>, but for those that chance explains: <#list report.explained() as row>${row.id()} (${row.comparison()})<#sep>; </#list></#if>.
<#else>
Not everything is as recorded:

<#list report.differing() as row>
* ${row.id()}: ${row.verdict().name()}, ${row.comparison()}.<#list row.departures() as departure> ${departure}</#list>
</#list>
<#list report.unclaimed() as id>
* ${id}: a verdict is recorded, but no claim bears this name
</#list>
</#if>

| audit, worst of its claims | verdict | claims |
|---|---|--:|
<#list report.audits() as audit>
| ${audit.id()} | ${audit.verdict().name()} | ${page.count(audit.rows()?size)} |
</#list>

Claims ([CSV](data/claims.csv)):

| claim | verdict | expected | effect | estimate |
|---|---|---|---|---|
<#list report.claims() as row>
| ${row.id()} | ${row.verdict().name()} | ${page.expected(row)} | ${row.evidence().effect().name()} | ${page.effect(row.evidence().effect())} |
</#list>

<#if report.register()?has_content>
## What the paper says

[CSV](data/register.csv). Of a question SUPPORTED means yes.

| kind | statement | criterion | artefacts | verdict | boundary |
|---|---|---|---|---|---|
<#list report.register() as row>
| ${row.item().kind()} | ${row.item().statement()} | ${row.item().criterion()} | <#list row.groups() as group>${group.bearing().label()}: <#list group.rows() as claim>${claim.id()}<#sep>, </#list><#sep>; <#else>none</#list> | <#if row.verdict().isPresent()>${row.verdict().get().name()} (${row.counts()})<#else>${row.counts()}</#if> | ${row.item().boundary()} |
</#list>

</#if>
