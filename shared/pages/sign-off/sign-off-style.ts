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
@media print{#report details:not([open])>*{display:block}}
section{scroll-margin-top:1rem}
summary{cursor:pointer;padding:.3rem 0;color:var(--accent)}
summary h2{display:inline;color:var(--ink)}
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
.decision,#delegate form{max-width:44rem}
html{scroll-padding-bottom:12rem}
.bar{max-width:none!important;position:sticky;bottom:0;z-index:5;background:#fff;border-top:2px solid var(--accent);margin:1rem -1rem 0;padding:.4rem 1rem .6rem}
.bar .inner{padding:0}
.bar p{margin:.1rem 0}
.bar .attest{font-size:.92rem;line-height:1.5;max-width:46rem}
.bar label{font-size:.92rem}
.bar .mailed{color:var(--good)}
.row-of{display:flex;gap:.7rem;align-items:flex-end;flex-wrap:wrap}
.row-of .code{width:8.5rem;padding:.5rem .6rem}
.row-of button{min-width:7rem}
.again summary{padding:.1rem 0;font-size:.88rem}
.row-of.mail{align-items:center}
.tick{display:inline-flex;gap:.5rem;align-items:center;font-weight:400}.tick input{width:1.3rem;height:1.3rem}
.button{display:inline-block;font-weight:600;min-height:2.9rem;padding:.45rem 1.1rem;border-radius:4px;border:2px solid var(--accent);text-decoration:none;text-align:center}
.button.bad{border-color:var(--bad);color:var(--bad)}
button.bad{background:var(--bad);border-color:var(--bad)}
@media (max-width:34rem){summary h2{font-size:1.05rem}#report details{margin:1rem 0;padding:.3rem .9rem}.stages ul,.stages ul li{display:inline}.stages ul li{margin-left:.4rem}.row-of{flex-wrap:nowrap}.row-of p{flex:1 1 7rem;min-width:0}.row-of .code{width:100%}.row-of button{min-width:0;flex:1 1 auto}.row-of .button{white-space:nowrap}}
@media screen and (max-width:34rem){
.fig{margin:.9rem 0 0}
.fig th[scope=row],.fig td{padding-top:.26rem;padding-bottom:.26rem;line-height:1.4;font-size:.95rem}
.fig.one thead th{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.fig caption{border-bottom:1px solid var(--field)}
}
@media (max-height:30rem){.bar{position:static}}
.row{min-width:0;border:1px solid var(--line);border-radius:4px;padding:.3rem .9rem .8rem;margin:.8rem 0}
.row legend{font-weight:600;padding:0 .4rem}
.row p{margin:.4rem 0}
select{font:inherit;color:inherit;background:#fff;border:1px solid var(--field);border-radius:4px;padding:.45rem .5rem;width:100%;max-width:100%;min-height:2.6rem}
select[aria-invalid=true]{border:2px solid var(--bad)}
`
