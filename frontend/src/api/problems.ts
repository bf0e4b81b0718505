import type { LocalizedText } from '@/i18n/lang';
import { ApiError } from './errors';
import type { LocalCode, ProblemCode } from './types';

/**
 * What each problem means for the person who meets it. Complete by type: a new code in
 * openapi.yaml does not compile until somebody has said it in both languages.
 */
export const sentences: Record<ProblemCode | LocalCode, LocalizedText> = {
  offline: {
    zh: '没有连上网络。刚才的操作没有送达，恢复网络后再试一次。',
    en: 'You are offline. Nothing was sent; try again once you are back on a network.',
  },
  unreadable: {
    zh: '服务器的回答读不懂。请刷新页面再看一次。',
    en: 'The server’s answer could not be read. Reload the page to see where things stand.',
  },
  malformed_request: {
    zh: '这个请求的格式不对，服务器没有处理。刷新页面后再试。',
    en: 'The request was not in a form the server accepts, so nothing was done. Reload and try again.',
  },
  unauthenticated: {
    zh: '请先登录，再继续。',
    en: 'Sign in to go on.',
  },
  invalid_credentials: {
    zh: '手机号或密码不对。也可以用短信验证码登录。',
    en: 'That phone number and password do not match. You can also sign in with a text code.',
  },
  invalid_code: {
    zh: '验证码不对，或者已经过期。可以重新获取一条。',
    en: 'That code is wrong or has run out. Ask for a new one.',
  },
  second_factor_required: {
    zh: '这个账号开启了两步验证，请再输入验证器上的六位数字，或一个恢复码。',
    en: 'This account has a second factor. Enter the six digits of your authenticator, or a recovery code.',
  },
  invalid_second_factor: {
    zh: '验证码不对、已经用过，或者过期了。等验证器换成下一组数字再试。',
    en: 'That code is wrong, was used already, or has run out. Wait for the next one.',
  },
  second_factor_enrolment_required: {
    zh: '管理功能需要两步验证。请先在“我的账号”里设置。',
    en: 'Administration needs a second factor. Set one up in your account first.',
  },
  second_factor_enrolled: {
    zh: '两步验证已经开启。要换一个验证器，请先关闭现在的。',
    en: 'There is a second factor already. Remove it before you set another one up.',
  },
  customer_not_named: {
    zh: '请求没有说明是替哪位顾客操作。',
    en: 'The request does not say which customer it is for.',
  },
  last_administrator: {
    zh: '至少要留一位管理员。请先指定另一位管理员。',
    en: 'Somebody has to administer. Make somebody else an administrator first.',
  },
  own_role: {
    zh: '不能改自己的角色，请另一位管理员来做。',
    en: 'Nobody changes their own role. Ask another administrator.',
  },
  forbidden: {
    zh: '这个账号没有这项权限。',
    en: 'This account is not allowed to do that.',
  },
  not_found: {
    zh: '这里没有你要找的内容，或者它不属于这个账号。',
    en: 'There is nothing here, or it belongs to another account.',
  },
  method_not_allowed: {
    zh: '这项内容只能查看，不能改动。',
    en: 'This can be read but not changed.',
  },
  not_acceptable: {
    zh: '服务器给不出这种格式。',
    en: 'The server cannot answer in that format.',
  },
  unsupported_media_type: {
    zh: '服务器读不了这种格式的内容。',
    en: 'The server cannot read content of that kind.',
  },
  payload_too_large: {
    zh: '提交的内容太大了，没有被接收。',
    en: 'That was too large to send, so it was not taken.',
  },
  validation_failed: {
    zh: '有几处填写不对，请看标出的地方。',
    en: 'Some entries need another look; they are marked.',
  },
  idempotency_key_missing: {
    zh: '请求缺少编号，没有被处理。刷新页面后再试。',
    en: 'The request came without its number and was not carried out. Reload and try again.',
  },
  idempotency_key_reused: {
    zh: '这一步之前已用别的内容提交过，这次没有执行。刷新页面看最新状态。',
    en: 'This step was already sent with other contents, so it was not repeated. Reload to see where it stands.',
  },
  idempotency_in_progress: {
    zh: '这一步正在处理，不会执行两次。稍等几秒就好。',
    en: 'This step is being carried out and will not run twice. Give it a few seconds.',
  },
  phone_taken: {
    zh: '这个手机号已经注册过了，直接登录即可。',
    en: 'That phone number already has an account. Sign in instead.',
  },
  weak_password: {
    zh: '这个密码太容易猜到，请换一个长一点的。',
    en: 'That password is too easy to guess. Choose a longer one.',
  },
  seat_taken: {
    zh: '座位刚刚被别人选走了。你的其他选择还在，没有扣款。',
    en: 'Someone else was quicker for a seat. The rest of your choice is still here; nothing was charged.',
  },
  seat_unknown: {
    zh: '这个影厅里没有这个座位。座位图已更新，请重新选。',
    en: 'There is no such seat in this hall. The seat map has been refreshed; please choose again.',
  },
  orphan_seat: {
    zh: '这样选会在中间剩下一个单独的空位。往旁边挪一个就行。',
    en: 'That would leave a single seat on its own. Shift by one and it works.',
  },
  love_seat_split: {
    zh: '情侣座要两个一起买。',
    en: 'Love seats are sold as a pair.',
  },
  zone_mixed: {
    zh: '一笔订单只能选同一价区的座位。',
    en: 'One order can only hold seats of one price zone.',
  },
  too_many_seats: {
    zh: '一次选的座位太多了，请减少几个，或者分两次买。',
    en: 'That is more seats than one order can hold. Take fewer, or buy twice.',
  },
  sales_closed: {
    zh: '这一场已停止网上售票。可以到影院售票处问问，或换一场。',
    en: 'Online sales for this showtime have ended. Ask at the box office, or pick another time.',
  },
  showtime_changed: {
    zh: '影院刚刚改动了这一场，请看一眼新的时间和价格再选座。没有扣款。',
    en: 'The cinema has just changed this showtime. Check the new time and price, then choose again. Nothing was charged.',
  },
  showtime_cancelled: {
    zh: '影院取消了这一场。已付的票款会原路退回。',
    en: 'The cinema cancelled this showtime. Anything you paid is on its way back.',
  },
  lock_expired: {
    zh: '留座时间到了，座位已经放回。没有付款的话不会扣款，重新选座即可。',
    en: 'Your time with these seats ran out and they went back on sale. If you had not paid, nothing was charged.',
  },
  lock_outcome_unknown: {
    zh: '影院还没回答座位是否锁定。我们正在核实，请不要重复选座；没有扣款。',
    en: 'The cinema has not said yet whether your seats are kept. We are asking; please do not choose again. Nothing was charged.',
  },
  lock_not_payable: {
    zh: '这次留座已经结束，不能再付款。请重新选座；没有扣款。',
    en: 'These seats are no longer kept for you, so they cannot be paid for. Choose again; nothing was charged.',
  },
  lock_already_ordered: {
    zh: '这些座位已经有一笔订单了，在“票夹”里可以继续付款。',
    en: 'There is already an order for these seats. Go on with it under Tickets.',
  },
  order_not_payable: {
    zh: '这笔订单现在不能付款：可能已付过、已取消或已过期。没有再次扣款。',
    en: 'This order cannot be paid now: it is already paid, cancelled or out of time. You were not charged again.',
  },
  order_not_cancellable: {
    zh: '这笔订单现在不能取消。已出票的订单请看能否退票。',
    en: 'This order can no longer be cancelled. If it has tickets, see whether they can be refunded.',
  },
  order_not_ticketed: {
    zh: '还没有出票。影院确认后，取票码会发到你的手机。',
    en: 'There are no tickets yet. The pickup code comes to your phone once the cinema confirms.',
  },
  payment_in_progress: {
    zh: '这笔订单正在付款，请不要再付一次。我们等银行的结果。',
    en: 'A payment for this order is under way; please do not pay twice. We are waiting for the bank.',
  },
  payment_declined: {
    zh: '银行没有通过这笔付款，钱没有扣。座位在倒计时结束前仍为你留着。',
    en: 'The bank declined the payment and took no money. Your seats are kept until the countdown ends.',
  },
  not_refundable: {
    zh: '按这家影院的规定，这笔订单不能退。票仍然有效。',
    en: 'Under this cinema’s terms the order cannot be refunded. Your tickets are still good.',
  },
  already_refunded: {
    zh: '这笔订单已经退过了，钱不会退两次，也不会少退。',
    en: 'This order has been refunded already. The full amount went back once.',
  },
  pickup_code_unknown: {
    zh: '没有查到这个取票码，请再核对一遍数字。',
    en: 'No order has this pickup code. Check the digits once more.',
  },
  wrong_cinema: {
    zh: '这张票是另一家影院的。',
    en: 'This ticket is for another cinema.',
  },
  ticket_refunded: {
    zh: '这张票已经退了，不能再用。',
    en: 'This ticket has been refunded and no longer admits anyone.',
  },
  too_early: {
    zh: '还没到检票时间。',
    en: 'Doors are not open for this showtime yet.',
  },
  wrong_showtime: {
    zh: '这张票是另一场的。',
    en: 'This ticket is for another showtime.',
  },
  ticket_forged: {
    zh: '这个码不是本平台签发的，不能入场。',
    en: 'This code was not issued here, so it does not admit anyone.',
  },
  hall_occupied: {
    zh: '这个时间影厅里已经有别的场次，没有排上。换个开场时间或影厅。',
    en: 'The hall is taken at that time, so nothing was planned. Choose another time or hall.',
  },
  session_has_sales: {
    zh: '这一场已经有人买票或锁座，影片、影厅和开场时间不能改。要改只能取消后重排。',
    en: 'Seats of this session are sold or being bought, so its film, hall and start stay. Cancel it and plan another to change them.',
  },
  plan_invalid: {
    zh: '座位图有几处不对，没有保存。请看标出的座位。',
    en: 'Some places in the seat plan are wrong, so it was not saved. They are marked.',
  },
  ticket_not_live: {
    zh: '这是一张截图或过时的二维码。请观众打开票夹里的电子票再扫。',
    en: 'This is a screenshot or an old code. Ask the guest to open the ticket itself and scan that.',
  },
  cinema_unreachable: {
    zh: '这个地址的影院系统没有回答，没有登记。核对地址，或等影院系统恢复后再试。',
    en: 'No cinema system answered at that address, so nothing was registered. Check the address, or try again once the system is up.',
  },
  cinema_mismatch: {
    zh: '那个地址上的影院和填写的编码对不上，没有登记。',
    en: 'The cinema at that address is not the one with this code, so nothing was registered.',
  },
  signature_invalid: {
    zh: '请求的签名不对，没有被接受。核对密钥是否登记、是否已停用。',
    en: 'The signature of the request is not valid, so it was not accepted. Check that the key is registered and not revoked.',
  },
  request_replayed: {
    zh: '这个请求之前已经收到过一次，没有重复执行。',
    en: 'This request had arrived before and was not carried out twice.',
  },
  statement_not_final: {
    zh: '影院那一天的对账单还没有定稿，过了影院的日结时间再取。',
    en: 'The cinema has not closed that day’s statement yet. Fetch it after the cinema’s day has ended.',
  },
  source_not_ready: {
    zh: '对方那一天的账单还没有出来，或者内容前后矛盾。稍后再对一次。',
    en: 'Their records of that day are not there yet, or contradict themselves. Compare again later.',
  },
  reconciliation_closed: {
    zh: '这一天已经关账，不能再对。',
    en: 'That day is closed and is not compared again.',
  },
  reconciliation_running: {
    zh: '这一天正在对账，稍等片刻再看。',
    en: 'That day is being compared. Look again in a moment.',
  },
  breaks_open: {
    zh: '还有差异没有处理完，暂时不能关账。',
    en: 'Differences are still open, so the day cannot be closed.',
  },
  day_not_over: {
    zh: '这一天还没有结束，不能关账。',
    en: 'That day is not over, so it cannot be closed.',
  },
  same_person: {
    zh: '提出处理意见的人不能自己复核，需要另一位管理员。',
    en: 'Whoever proposed it cannot also approve it: another administrator has to.',
  },
  payout_open: {
    zh: '已有一笔付款等待核准，先处理它。',
    en: 'Another payout waits to be approved. Decide that one first.',
  },
  nothing_payable: {
    zh: '现在没有可付的票款：营业日还没关账，或已被应收回的款项抵完。',
    en: 'Nothing is payable now: days are not closed yet, or claims use up what is due.',
  },
  open_orders: {
    zh: '还有未结束的订单，等它们完成或退款后才能注销账号。',
    en: 'There are orders still open. The account can be closed once they are used or refunded.',
  },
  article_published: {
    zh: '发布过的文章会留底，不能删除，可以撤回。',
    en: 'What was once published stays on record. It can be withdrawn, not deleted.',
  },
  webhook_limit: {
    zh: '地址数已到上限，先删除一个再添加。',
    en: 'That is as many endpoints as there may be. Delete one first.',
  },
  webhook_secret_limit: {
    zh: '已有三个密钥同时有效。请先在接收端换上新密钥，最早的一个到期后再更换。',
    en: 'Three secrets are good already. Give the receiver the newest; there is room for another when the oldest runs out.',
  },
  webhook_disabled: {
    zh: '这个地址已停用，先启用再发送。',
    en: 'This endpoint is switched off. Switch it on first.',
  },
  stale_write: {
    zh: '内容刚被别处改过，这次没有保存。刷新后再改。',
    en: 'This was changed elsewhere a moment ago, so nothing was saved. Reload and edit again.',
  },
  too_many_requests: {
    zh: '操作太频繁了，稍等一会儿再试。',
    en: 'That was a lot in a short time. Wait a moment and try again.',
  },
  cinema_unavailable: {
    zh: '暂时连不上这家影院的售票系统。没有锁座，也没有扣款；过一会儿再试，或换一家影院。',
    en: 'This cinema’s ticketing system cannot be reached. No seats are kept and nothing was charged; try again shortly or pick another cinema.',
  },
  bank_unavailable: {
    zh: '暂时连不上银行。没有扣款，座位在倒计时结束前仍为你留着。',
    en: 'The bank cannot be reached. Nothing was charged, and your seats are kept until the countdown ends.',
  },
  overloaded: {
    zh: '现在买票的人很多，这次没有轮到。没有扣款，几秒后再试。',
    en: 'A great many people are buying right now and this did not get through. Nothing was charged; try again in a few seconds.',
  },
  timeout: {
    zh: '等得太久，服务器没来得及回答。刷新看一下最新状态，再决定是否重试。',
    en: 'The answer took too long. Reload to see where things stand before trying again.',
  },
  internal: {
    zh: '我们这边出了故障，已经记录下来。若与订单有关，“票夹”里的状态就是准的。',
    en: 'A fault on our side; it has been recorded. If an order is involved, what you see under Tickets is right.',
  },
};

/** What happened to the customer's money, where a problem says so. */
export const moneySentences: Record<string, LocalizedText> = {
  untouched: { zh: '没有扣款。', en: 'No money was taken.' },
  taken: { zh: '款项已收到。', en: 'Your payment has arrived.' },
  being_returned: {
    zh: '款项正在原路退回。',
    en: 'Your money is on its way back to where it came from.',
  },
  unknown: {
    zh: '银行还没给出结果，我们会一直查到有结论为止，请不要重复付款。',
    en: 'The bank has not answered yet. We keep asking until it does; please do not pay twice.',
  },
};

export interface Told {
  /** What happened and what to do. */
  text: LocalizedText;
  /** What happened to the money, if the server said. */
  money: LocalizedText | null;
  /** The seats that the refusal is about. */
  seats: readonly string[];
}

export function tell(error: unknown): Told {
  if (!(error instanceof ApiError)) return { text: sentences.internal, money: null, seats: [] };
  const { problem } = error;
  // A newer server may know codes that this build does not: then its own words are used.
  const text = sentences[error.code] ?? { zh: error.message, en: error.message };
  const money = (problem?.money && moneySentences[problem.money]) || null;
  return {
    text,
    // "Nothing was charged" is not said twice.
    money: money && text.zh.includes(money.zh.slice(0, -1)) ? null : money,
    seats: problem?.seats ?? [],
  };
}
