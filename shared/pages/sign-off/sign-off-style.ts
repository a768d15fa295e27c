/** What the approver's page has beside the report and the frame. */
export const signOffStyle = `
.ask{background:var(--tint);padding:.5rem 1rem;margin:1rem 0}
.ask p{margin:.3rem 0}.nowrap{white-space:nowrap}
.verdicts{list-style:none;margin:1rem 0;padding:0}
.verdicts li{display:flex;gap:.8rem;padding:.45rem .2rem;border-bottom:1px solid #d3d7db;overflow-wrap:anywhere}
.verdicts .good>:first-child{color:var(--good)}
.verdicts .note>:first-child{color:#774700;font-weight:700}
.verdicts .bad{color:var(--bad);font-weight:600}
#figures,#changes,#remarks,#signed{max-width:46rem}
@media print{#report details:not([open])>*{display:block}#report details::details-content{content-visibility:visible;block-size:auto}}
section{scroll-margin-top:1rem}
#report details{border:1px solid var(--line);padding:.4rem .9rem 1rem;margin:1.5rem 0}
.report h2{font-size:1.15rem;margin:1.8rem 0 .7rem}
.changes{font-size:.92rem;max-width:48rem}
.changes th[scope=row]{text-align:left;font-weight:400;background:none}
.changes td{text-align:right;white-space:nowrap}
.changes td:last-child{font-weight:600}
#confirms td:last-child{font-weight:400;text-align:left;white-space:normal}
h4{margin:.8rem 0 .2rem;font-size:1rem}
.line{padding-left:.8rem;border-left:4px solid var(--line)}
.line ins{background:#e6f4ea;text-decoration:none}
.line del{background:#fdecec}
.remarks{list-style:none;padding:0}
.remarks li{border-left:4px solid #b7791f;background:#fdf8ea;padding:.5rem .9rem;margin:.6rem 0}
.provenance dt{margin-top:.7rem}
.provenance dd{margin:0 0 0 1rem;font-size:.95rem}
.from{display:inline-block;margin-right:1.2rem}
.from a{font-size:.9rem;padding:.2rem .1rem}
.stages{padding-left:1.5rem}
.stages>li{margin:.3rem 0;line-height:1.5}
.stages ul{list-style:none;padding:0;margin:0;color:var(--soft);font-size:.95rem}
.stages .status{display:inline-block;border:1px solid var(--field);border-radius:3px;padding:0 .5rem;font-size:.88rem;margin-left:.4rem}
.stages .approved .status{border-color:var(--good);color:var(--good)}
.stages .asked .status{background:var(--accent);border-color:var(--accent);color:#fff}
.stages .returned .status{border-color:var(--bad);color:var(--bad)}
#delegate form{max-width:44rem}
@media (max-width:34rem){#report details{margin:1rem 0;padding:.3rem .9rem}.stages ul,.stages ul li{display:inline}.stages ul li{margin-left:.4rem}}
.row{min-width:0;border:1px solid var(--line);border-radius:4px;padding:.3rem .9rem .8rem;margin:.8rem 0}
.row legend{font-weight:600;padding:0 .4rem}
.row p{margin:.4rem 0}
select{font:inherit;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.45rem .5rem;width:100%;max-width:100%;min-height:2.6rem}
select[aria-invalid=true]{border:2px solid var(--bad)}
`
