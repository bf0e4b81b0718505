/** What was done, in words, and its detail as facts. Pure. */
import type { Lang } from '@/i18n/lang';

type Both = Record<Lang, string>;

const actions: Record<string, Both> = {
  'order.searched': { zh: '查找订单', en: 'Searched orders' },
  'order.read': { zh: '查看订单', en: 'Read an order' },
  'order.asked': { zh: '再次询问订单', en: 'Asked about an order' },
  'order.refunded': { zh: '代顾客退款', en: 'Refunded an order' },
  'order.message_resent': { zh: '重发取票短信', en: 'Sent codes again' },
  'order.disclosed': { zh: '查看订单号码', en: 'Disclosed an order’s phone' },
  'ledger.read': { zh: '查看账本', en: 'Read the books' },
  'ledger.export': { zh: '导出账本', en: 'Exported the books' },
  'user.role_changed': { zh: '修改用户角色', en: 'Changed a role' },
  'user.disclosed': { zh: '查看用户号码', en: 'Disclosed a user’s phone' },
  'user.sessions_ended': { zh: '结束用户登录', en: 'Ended sign-ins' },
  'user.second_factor_reset': { zh: '重置二次验证', en: 'Reset a second factor' },
  'account.signed_in': { zh: '登录', en: 'Signed in' },
  'account.sign_in_failed': { zh: '登录失败', en: 'Failed to sign in' },
  'account.password_changed': { zh: '修改登录密码', en: 'Changed their password' },
  'account.password_reset': { zh: '重设登录密码', en: 'Reset their password' },
  'account.closed': { zh: '注销账户', en: 'Closed their account' },
  'second_factor.enrolled': { zh: '开启二次验证', en: 'Enrolled a second factor' },
  'second_factor.removed': { zh: '关闭二次验证', en: 'Removed the second factor' },
  'reconciliation.run': { zh: '执行对账', en: 'Ran a reconciliation' },
  'reconciliation.close': { zh: '关闭对账批次', en: 'Closed a reconciliation' },
  'reconciliation.download': { zh: '下载对账原文', en: 'Downloaded a source file' },
  'break.assign': { zh: '分派差异', en: 'Assigned a difference' },
  'break.propose': { zh: '提出差异处理', en: 'Proposed a resolution' },
  'break.decide': { zh: '复核差异处理', en: 'Decided on a resolution' },
  'bank_bill.fetch': { zh: '读取银行账单', en: 'Fetched a bank’s bill' },
  cinema_statement_fetched: { zh: '读取影院对账单', en: 'Fetched a cinema’s statement' },
  'client.created': { zh: '创建接入方', en: 'Created a client' },
  'client.edited': { zh: '修改接入方', en: 'Changed a client' },
  'client.secret_added': { zh: '添加接入方密钥', en: 'Added a client secret' },
  'client.secret_revoked': { zh: '停用接入方密钥', en: 'Revoked a client secret' },
  'app.created': { zh: '登记应用', en: 'Registered an application' },
  'app.deleted': { zh: '删除应用', en: 'Deleted an application' },
  'article.created': { zh: '新建文章', en: 'Wrote an article' },
  'article.deleted': { zh: '删除文章', en: 'Deleted an article' },
  'picture.uploaded': { zh: '上传图片', en: 'Uploaded a picture' },
  create_webhook: { zh: '添加推送地址', en: 'Added a webhook' },
  edit_webhook: { zh: '修改推送地址', en: 'Changed a webhook' },
  delete_webhook: { zh: '删除推送地址', en: 'Deleted a webhook' },
  disable_webhook: { zh: '停用推送地址', en: 'Switched a webhook off' },
  rotate_webhook_secret: { zh: '更换推送密钥', en: 'Rotated a webhook’s secret' },
  redeliver_webhook: { zh: '重新推送', en: 'Redelivered an event' },
  test_webhook: { zh: '试推送', en: 'Sent a test event' },
  register_cinema: { zh: '登记影院', en: 'Registered a cinema' },
  edit_cinema_system: { zh: '修改影院系统', en: 'Changed a cinema system' },
  add_cinema_key: { zh: '添加影院密钥', en: 'Added a cinema key' },
  revoke_cinema_key: { zh: '停用影院密钥', en: 'Revoked a cinema key' },
  sync_cinema: { zh: '读取影院排片', en: 'Fetched a programme' },
  dismiss_finding: { zh: '处理数据问题', en: 'Dismissed a finding' },
};

/** An action that this build does not know is told by its own name. */
export const actionName = (action: string, lang: Lang): string =>
  actions[action]?.[lang] ?? action.replaceAll(/[._]/g, ' ');

/** The actions to choose from: those one knows, and those that are in sight. */
export function actionChoices(seen: readonly string[], chosen: string | null): string[] {
  const all = new Set([...Object.keys(actions), ...seen, ...(chosen ? [chosen] : [])]);
  return [...all];
}

/** The facts of a detail, why it was done first. */
export function factsOf(detail: unknown): [string, string][] {
  const list = facts(detail);
  const isWhy = ([name]: [string, string]) => name === 'reason';
  return [...list.filter(isWhy), ...list.filter((fact) => !isWhy(fact))];
}

/** The facts of a detail, flat: what is empty is left out. */
export function facts(detail: unknown, under = ''): [string, string][] {
  if (detail === null || detail === undefined || detail === '') return [];
  if (Array.isArray(detail)) {
    return detail.every((one) => typeof one !== 'object')
      ? detail.length === 0
        ? []
        : [[under, detail.join(', ')]]
      : detail.flatMap((one, place) => facts(one, `${under}.${place + 1}`));
  }
  if (typeof detail === 'object') {
    return Object.entries(detail).flatMap(([key, value]) =>
      facts(value, under ? `${under}.${key}` : key),
    );
  }
  return [[under, String(detail)]];
}
